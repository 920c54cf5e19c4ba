package eventindex

import (
	"cmp"
	"context"
	"slices"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/store"
)

// Bounds of what is counted for one answer: the newest events, and the most frequent actions.
const (
	mostCounted = 100_000
	mostActions = 100
)

// Activity implements [store.EventReader]. It reads the newest events of the identity along the index, at most mostCounted,
// so that the busiest identity costs a fraction of a second too.
func (x *Index) Activity(ctx context.Context, identity string, since, until time.Time) (store.Activity, error) {
	a := store.Activity{Hours: make([]int64, store.HoursOfWeek), Actions: []store.ActionCount{}}
	if until.IsZero() {
		until = time.UnixMicro(1 << 62)
	}
	c := counting{activity: &a, actions: map[string]*store.ActionCount{}}
	for _, d := range x.newest() {
		if err := d.count(ctx, identity, since.UnixMicro(), until.UnixMicro(), &c); err != nil {
			return a, err
		}
		if a.Capped {
			break
		}
	}
	for _, one := range c.actions {
		a.Actions = append(a.Actions, *one)
	}
	slices.SortFunc(a.Actions, func(a, b store.ActionCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Action, b.Action))
	})
	if a.More = len(a.Actions) > mostActions; a.More {
		a.Actions = a.Actions[:mostActions]
	}
	return a, nil
}

// counting adds up events of several days.
type counting struct {
	activity *store.Activity
	actions  map[string]*store.ActionCount
}

// count adds a day's events of an identity, the newest first.
func (d *day) count(ctx context.Context, identity string, since, until int64, c *counting) error {
	texts := map[int64]string{}
	rows, err := d.read.QueryContext(ctx, `SELECT time_us, action, outcome FROM events
		WHERE identity = (SELECT n FROM texts WHERE value = $1) AND time_us >= $2 AND time_us < $3 ORDER BY time_us DESC LIMIT $4`,
		identity, since, until, mostCounted-c.activity.Events+1)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // Err below tells
	type counted struct{ at, action, outcome int64 }
	var all []counted
	for rows.Next() {
		var one counted
		if err := rows.Scan(&one.at, &one.action, &one.outcome); err != nil {
			return err
		}
		texts[one.action], texts[one.outcome] = "", ""
		all = append(all, one)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for n := range texts {
		var value string
		if err := d.read.QueryRowContext(ctx, `SELECT value FROM texts WHERE n = $1`, n).Scan(&value); err != nil {
			return err
		}
		texts[n] = value
	}
	for _, one := range all {
		if c.activity.Capped = c.activity.Events == mostCounted; c.activity.Capped {
			return nil
		}
		c.add(time.UnixMicro(one.at).UTC(), texts[one.action], tabard.Outcome(texts[one.outcome]))
	}
	return nil
}

func (c *counting) add(at time.Time, action string, outcome tabard.Outcome) {
	a := c.activity
	a.Events++
	a.Hours[store.HourOfWeek(at)]++
	if a.First.IsZero() || at.Before(a.First) {
		a.First = at
	}
	if at.After(a.Last) {
		a.Last = at
	}
	one := c.actions[action]
	if one == nil {
		one = &store.ActionCount{Action: action}
		c.actions[action] = one
	}
	one.Count++
	if outcome == tabard.OutcomeFailure {
		one.Refused++
	}
	if at.After(one.Last) {
		one.Last = at
	}
}
