// Package sim makes months of event time for a thousand identities and more, with anomalies put in whose place is known, because no
// public log is long enough to measure baselines by. The same seed gives the same events.
//
// The world has services, scheduled jobs, agents that start others, and people in three time zones with weekends and holidays. It
// is not still: deployments triple the work of an hour, a migration moves one service in twelve to another network, libraries are
// replaced, people travel. None of that is labeled: what is told of it counts as false.
package sim

import (
	"cmp"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"tabard.dev/tabard"
)

// Label is one anomaly that was put in.
type Label struct {
	Sort     string
	Identity string
	From, To time.Time // when a finding counts as finding it
}

// Sorts are the anomalies that are put in, and what each is.
func Sorts() []string {
	return []string{
		"burst", "refused", "spread", "asleep", "network", "client", "ramp", "cadence", "hours", "shared", "births", "admin", "young burst", "young admin",
	}
}

// World is what a seed gives.
type World struct {
	Labels []Label
	lives  []*life
	hours  int
}

// life is one identity and its habits.
type life struct {
	r           *rand.Rand
	name, owner string
	kind        tabard.Kind
	rate        int // events in a usual hour
	active      func(time.Time) bool
	network     string
	client      string
	actions     int
	minutes     int // between two events of what a clock starts; 0 for the others
	from, to    time.Time
	moves       time.Time // to another network, as everybody may
	anomaly     string
	at          time.Time // of the anomaly
}

var start = time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC) // a Monday

// asleep is for how long a sleeper is silent; the world goes on for that long after its days, for the sleepers alone.
const asleep = 100 * 24 * time.Hour

// Make makes a world of so many identities, and those that agents start, for so many days. One in seven has an anomaly in the last
// third.
func Make(seed uint64, identities, days int) *World {
	w := &World{hours: days * 24}
	for n := range identities {
		l := birth(seed, n, days)
		w.lives = append(w.lives, l)
		if n%7 == 0 {
			w.put(l, Sorts()[n/7%len(Sorts())], days)
		}
		if l.kind == tabard.KindAgent {
			w.children(seed, l, n, days)
		}
		if strings.HasPrefix(l.anomaly, "young") {
			l.anomaly = "" // its last child has it
		}
	}
	return w
}

func birth(seed uint64, n, days int) *life {
	r := rand.New(rand.NewPCG(seed, uint64(n))) //nolint:gosec // a measurement, not a secret
	l := &life{
		r: r, name: fmt.Sprintf("id-%04d", n), owner: fmt.Sprintf("team-%02d", n%40), network: fmt.Sprintf("10.%d.%d.9", n/200, n%200), rate: 1 + r.IntN(4), actions: 2 + r.IntN(8),
		from: start, to: start.Add(time.Duration(days) * 24 * time.Hour),
	}
	switch n % 10 {
	case 0, 1, 2:
		l.kind, l.client, l.active = tabard.KindService, "Boto3/1.40", func(time.Time) bool { return true }
		if n%12 == 0 {
			l.moves = start.Add(time.Duration(days*24/2) * time.Hour) // the migration
		}
	case 3, 4:
		l.kind, l.client, l.minutes = tabard.KindWorkload, "aws-sdk-go-v2/1.38", 10+5*r.IntN(3)
		l.active = func(t time.Time) bool { return t.Hour()%4 != n%4 }
	case 5, 6:
		l.kind, l.client = tabard.KindAgent, "langgraph/0.6"
		l.active = func(t time.Time) bool { return t.Hour() > 6 && t.Hour() < 22 }
	default:
		l.kind, l.client = tabard.KindHuman, "Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0"
		zone := time.Duration(n%3*5-5) * time.Hour
		l.active = func(t time.Time) bool {
			t = t.Add(zone)
			holiday := t.YearDay()%50 < 2
			return !holiday && t.Weekday()%6 != 0 && t.Hour() > 7 && t.Hour() < 18 && t.Hour() != 12
		}
		if r.IntN(8) == 0 {
			l.moves = start.Add(time.Duration(days*8+r.IntN(days*12)) * time.Hour) // a journey that does not end
		}
	}
	return l
}

// children are the agents that an agent starts: each lives for one to three days and does what its siblings do.
func (w *World) children(seed uint64, parent *life, n, days int) {
	for k := range days / 6 {
		c := birth(seed, 1_000_000+n*100+k, days)
		c.kind, c.name, c.owner, c.client, c.network = parent.kind, fmt.Sprintf("%s-sub-%02d", parent.name, k), parent.owner, parent.client, parent.network
		c.rate, c.actions, c.minutes, c.active, c.moves = parent.rate, parent.actions, 0, parent.active, time.Time{}
		c.from = start.Add(time.Duration(k*6*24+c.r.IntN(24)) * time.Hour)
		for !parent.active(c.from) { // who sleeps starts nobody
			c.from = c.from.Add(time.Hour)
		}
		c.to = c.from.Add(time.Duration(24+c.r.IntN(48)) * time.Hour)
		if last := k == days/6-1; last && (parent.anomaly == "young burst" || parent.anomaly == "young admin") {
			c.anomaly, c.at = parent.anomaly, c.from.Add(4*time.Hour)
			for !c.active(c.at) {
				c.at = c.at.Add(time.Hour)
			}
			c.to = c.at.Add(24 * time.Hour)
			w.label(c, time.Hour)
		}
		w.lives = append(w.lives, c)
	}
}

// put gives an identity an anomaly, of a sort that it can have.
func (w *World) put(l *life, sort string, days int) {
	l.anomaly, l.at = sort, start.Add(time.Duration(days*2/3*24+l.r.IntN(days*6))*time.Hour)
	switch sort {
	case "cadence":
		if l.minutes == 0 {
			l.minutes = 15
		}
		l.active = func(time.Time) bool { return true }
		l.kind = tabard.KindWorkload
	case "hours":
		l.kind, l.client, l.minutes = tabard.KindHuman, "Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0", 0
		l.active = func(t time.Time) bool { return t.Weekday()%6 != 0 && t.Hour() > 7 && t.Hour() < 17 }
		for l.at.Weekday() != time.Sunday || l.at.Hour() != 2 {
			l.at = l.at.Add(time.Hour)
		}
	case "births", "young burst", "young admin":
		l.kind, l.client, l.minutes = tabard.KindAgent, "langgraph/0.6", 0
		l.active = func(t time.Time) bool { return t.Hour() > 6 && t.Hour() < 22 }
	case "shared", "admin", "ramp":
		l.kind, l.client, l.minutes = tabard.KindService, "Boto3/1.40", 0
		l.active = func(time.Time) bool { return true }
	case "asleep":
		l.at = l.to.Add(asleep)
	}
	for sort != "hours" && sort != "asleep" && !l.active(l.at) {
		l.at = l.at.Add(time.Hour)
	}
	switch sort {
	case "young burst", "young admin":
	case "ramp":
		w.label(l, 15*24*time.Hour)
	case "cadence":
		w.label(l, 6*time.Hour)
	default:
		w.label(l, time.Hour)
	}
}

func (w *World) label(l *life, long time.Duration) {
	w.Labels = append(w.Labels, Label{l.anomaly, l.name, l.at, l.at.Add(long)})
}

// Hours gives the events hour by hour, each hour's in the order of time.
func (w *World) Hours() iter.Seq[[]tabard.Event] {
	return func(yield func([]tabard.Event) bool) {
		var events []tabard.Event
		for h := range w.hours + int(asleep/time.Hour) + 1 {
			events = events[:0]
			t := start.Add(time.Duration(h) * time.Hour)
			for _, l := range w.lives {
				if h < w.hours || t.Equal(l.at) {
					events = l.live(events, t)
				}
			}
			slices.SortStableFunc(events, func(a, b tabard.Event) int {
				return cmp.Or(a.Time.Compare(b.Time), cmp.Compare(a.Actor.ID, b.Actor.ID))
			})
			if len(events) > 0 && !yield(events) {
				return
			}
		}
	}
}

// live makes the events of an hour: the usual ones, or the anomaly.
func (l *life) live(events []tabard.Event, t time.Time) []tabard.Event {
	if now := !t.Before(l.at) && !l.at.IsZero(); now && l.anomaly != "" {
		var instead bool
		if instead, events = l.odd(events, t); instead {
			return events
		}
	}
	if t.Before(l.from) || !t.Before(l.to) || !l.active(t) {
		return events
	}
	if l.minutes > 0 {
		for m := 0; m < 60; m += l.minutes {
			events = append(events, l.act(t.Add(time.Duration(m)*time.Minute+time.Duration(l.r.IntN(5))*time.Second)))
		}
		return events
	}
	n := l.rate + l.r.IntN(l.rate+1)
	if l.r.IntN(400) == 0 {
		n *= 3 // a deployment
	}
	for range n {
		e := l.act(l.within(t))
		if l.r.IntN(200) == 0 {
			e.Outcome = tabard.OutcomeFailure
		}
		events = append(events, e)
	}
	return events
}

func (l *life) within(t time.Time) time.Time {
	return t.Add(time.Duration(l.r.IntN(3600)) * time.Second)
}

// odd makes the events of an hour in which an identity is not itself, and reports whether they take the place of the usual ones.
func (l *life) odd(events []tabard.Event, t time.Time) (bool, []tabard.Event) {
	hours := int(t.Sub(l.at) / time.Hour)
	add := func(n int, change func(*tabard.Event, int)) {
		for k := range n {
			e := l.act(l.within(t))
			change(&e, k)
			events = append(events, e)
		}
	}
	if l.anomaly == "ramp" { // a tenth more each six hours, for two weeks
		add(l.rate*min(hours/6, 56)/10, func(*tabard.Event, int) {})
		return false, events
	}
	if l.anomaly == "cadence" && hours < 6 {
		add(40, func(*tabard.Event, int) {})
		return true, events
	}
	if hours != 0 {
		return false, events
	}
	switch l.anomaly {
	case "burst", "young burst":
		add(15*l.rate+60, func(*tabard.Event, int) {})
	case "refused":
		add(40, func(e *tabard.Event, _ int) { e.Outcome = tabard.OutcomeFailure })
	case "spread":
		add(60, func(e *tabard.Event, _ int) { e.Targets[0].ID = fmt.Sprint("far-", l.r.Uint32()) })
	case "network":
		add(l.rate, func(e *tabard.Event, _ int) { e.Source = "203.0.113.7" })
	case "client":
		add(l.rate, func(e *tabard.Event, _ int) { e.UserAgent = "curl/8.5" })
	case "shared":
		add(12, func(e *tabard.Event, k int) { e.Source = fmt.Sprintf("198.18.%d.4", k) })
	case "births":
		add(6, func(e *tabard.Event, k int) {
			e.Action = "create key"
			e.Changes = []tabard.Change{{
				Verb: tabard.Created, Object: tabard.ObjectCredential, Identity: tabard.Actor{Realm: "sim", ID: fmt.Sprintf("%s-of-%d", l.name, k)},
				Credential: tabard.CredentialRef{Kind: tabard.CredentialKey, ID: fmt.Sprintf("K-%s-%d", l.name, k)},
			}}
		})
	case "admin", "young admin":
		add(1, func(e *tabard.Event, _ int) {
			e.Action = "attach policy"
			e.Changes = []tabard.Change{{Verb: tabard.Granted, Object: tabard.ObjectGrant, Identity: e.Actor, Grant: tabard.GrantRef{Permission: "admin", Admin: true}}}
		})
	default: // "asleep", "hours"
		add(max(l.rate, 2), func(*tabard.Event, int) {})
	}
	return true, events
}

func (l *life) act(at time.Time) tabard.Event {
	network := l.network
	if !l.moves.IsZero() && at.After(l.moves) {
		network = "10.9" + l.network[len("10."):]
	}
	return tabard.Event{
		Family: "sim", System: "sim", Realm: "sim", Outcome: tabard.OutcomeSuccess, Time: at,
		Action: fmt.Sprint("action-", l.r.IntN(l.actions)), Source: network, UserAgent: l.client, Labels: map[string]string{"team": l.owner},
		Credential: tabard.CredentialRef{Kind: tabard.CredentialKey, ID: "key of " + l.name},
		Actor:      tabard.Actor{Realm: "sim", ID: l.name, Name: l.name, Kind: l.kind},
		Targets:    []tabard.Target{{ID: fmt.Sprint("thing-", l.r.IntN(6))}},
	}
}
