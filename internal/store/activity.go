package store

import "time"

// Activity is what an identity did, counted.
type Activity struct {
	Events  int64         `json:"events" doc:"How many were counted"`
	Capped  bool          `json:"capped" doc:"There are more: only the newest were counted"`
	First   time.Time     `json:"first,omitzero" doc:"Of the counted ones"`
	Last    time.Time     `json:"last,omitzero"`
	Hours   []int64       `json:"hours" minItems:"168" maxItems:"168" doc:"By hour of the week in UTC, from Monday 00:00"`
	Actions []ActionCount `json:"actions" doc:"By action, the most frequent first; at most 100"`
	More    bool          `json:"more_actions"`
}

// ActionCount is how often an action was done.
type ActionCount struct {
	Action  string    `json:"action"`
	Count   int64     `json:"count"`
	Refused int64     `json:"refused" doc:"Of these, how many failed"`
	Last    time.Time `json:"last"`
}

// HoursOfWeek is how many hours a week has.
const HoursOfWeek = 7 * 24

// HourOfWeek numbers the hour that a time lies in, in UTC, from Monday 00:00.
func HourOfWeek(at time.Time) int {
	at = at.UTC()
	return (int(at.Weekday())+6)%7*24 + at.Hour()
}
