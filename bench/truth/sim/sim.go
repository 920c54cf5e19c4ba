// Package sim makes months of event time for hundreds of identities, with anomalies put in whose place is known, because no
// public log is long enough to measure baselines by. The same seed gives the same events.
package sim

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"tabard.dev/tabard"
)

// Label is one anomaly that was put in.
type Label struct {
	Sort     string // "burst", "refused", "spread", "asleep", "network", "client"
	Identity string
	From, To time.Time // when a finding counts as finding it
}

// Stream is what a seed gives, in the order of time.
type Stream struct {
	Events []tabard.Event
	Labels []Label
}

// life is one identity and its habits.
type life struct {
	name    string
	kind    tabard.Kind
	rate    int // events in a usual hour
	hours   func(time.Time) bool
	network string
	client  string
	actions int
}

// sorts are the anomalies that are put in, one after the other.
var sorts = []string{"burst", "refused", "spread", "asleep", "network", "client"}

var start = time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC) // a Monday

// Make makes the days of so many identities. One in five gets an anomaly in the last third.
func Make(seed uint64, identities, days int) Stream {
	r := rand.New(rand.NewPCG(seed, 0)) //nolint:gosec // a measurement, not a secret
	var s Stream
	for n := range identities {
		l := birth(r, n)
		sort := ""
		if n%5 == 0 {
			sort = sorts[n/5%len(sorts)]
		}
		s.live(r, &l, days, sort)
	}
	slices.SortStableFunc(s.Events, func(a, b tabard.Event) int { return a.Time.Compare(b.Time) })
	return s
}

func birth(r *rand.Rand, n int) life {
	l := life{name: fmt.Sprintf("id-%04d", n), network: fmt.Sprintf("10.%d.%d.9", n/200, n%200), rate: 1 + r.IntN(6), actions: 2 + r.IntN(8)}
	always := func(time.Time) bool { return true }
	switch n % 4 {
	case 0:
		l.kind, l.client, l.hours = tabard.KindService, "Boto3/1.34", always
	case 1:
		l.kind, l.client = tabard.KindWorkload, "aws-sdk-go-v2/1.30"
		l.hours = func(t time.Time) bool { return t.Hour()%4 == n%3 }
	case 2:
		l.kind, l.client = tabard.KindAgent, "langgraph/0.4"
		l.hours = func(t time.Time) bool { return t.Hour() > 6 && t.Hour() < 22 }
	default:
		l.kind, l.client = tabard.KindHuman, "Mozilla/5.0 (X11) Chrome/140.0"
		l.hours = func(t time.Time) bool { return t.Weekday()%6 != 0 && t.Hour() > 7 && t.Hour() < 18 }
	}
	return l
}

// live makes the events of an identity: usual hours, a deployment with three times the work now and then, and the anomaly.
func (s *Stream) live(r *rand.Rand, l *life, days int, sort string) {
	at := start.Add(time.Duration(days*2/3*24+r.IntN(days*8)) * time.Hour)
	for sort != "" && !l.hours(at) {
		at = at.Add(time.Hour)
	}
	if sort == "asleep" { // silent for 100 days before
		at = start.Add(time.Duration(days*24+100*24) * time.Hour)
	}
	for h := range days * 24 {
		t := start.Add(time.Duration(h) * time.Hour)
		if !l.hours(t) || t.Equal(at) {
			continue
		}
		events := l.rate + r.IntN(l.rate+1)
		if r.IntN(400) == 0 {
			events *= 3 // a deployment
		}
		for range events {
			s.act(r, l, t, func(e *tabard.Event) {
				if r.IntN(200) == 0 {
					e.Outcome = tabard.OutcomeFailure
				}
			})
		}
	}
	if sort == "" {
		return
	}
	s.Labels = append(s.Labels, Label{Sort: sort, Identity: l.name, From: at, To: at.Add(time.Hour)})
	events, change := l.rate, func(*tabard.Event) {}
	switch sort {
	case "burst":
		events = 20*l.rate + 60
	case "refused":
		events, change = 40, func(e *tabard.Event) { e.Outcome = tabard.OutcomeFailure }
	case "spread":
		events, change = 60, func(e *tabard.Event) { e.Targets[0].ID = fmt.Sprint("far-", r.Uint32()) }
	case "network":
		change = func(e *tabard.Event) { e.Source = "203.0.113.7" }
	case "client":
		change = func(e *tabard.Event) { e.UserAgent = "curl/8.5" }
	}
	for range events {
		s.act(r, l, at, change)
	}
}

func (s *Stream) act(r *rand.Rand, l *life, hour time.Time, change func(*tabard.Event)) {
	e := tabard.Event{
		Family: "sim", System: "sim", Realm: "sim", Outcome: tabard.OutcomeSuccess, Time: hour.Add(time.Duration(r.IntN(3600)) * time.Second),
		Action: fmt.Sprint("action-", r.IntN(l.actions)), Source: l.network, UserAgent: l.client,
		Actor:   tabard.Actor{Key: tabard.Key{Realm: "sim", ID: l.name}, Name: l.name, Kind: l.kind},
		Targets: []tabard.Target{{ID: fmt.Sprint("thing-", r.IntN(6))}},
	}
	change(&e)
	s.Events = append(s.Events, e)
}
