package sigma_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/sigma"
)

// stream feeds records with a field "t", in seconds, to a program with correlations.
type stream struct {
	*bench
	correlator *sigma.Correlator
	n          int
}

func newStream(tb testing.TB, settings sigma.Settings, rules ...sigma.Rule) *stream {
	tb.Helper()
	b := newBench(tb, "aws.cloudtrail", rules...)
	c, err := b.program.Correlator(func(string) int { return 0 }, settings)
	if err != nil {
		tb.Fatal(err)
	}
	return &stream{bench: b, correlator: c}
}

// seconds is a time of the tests.
func seconds(n int) time.Time {
	return time.Date(2026, 1, 2, 3, 4, 0, 0, time.UTC).Add(time.Duration(n) * time.Second)
}

// event is one record at a time.
type event struct {
	at     int
	record string
	future bool
}

// feed gives the hits that are to be reported, as "rule key value".
func (s *stream) feed(tb testing.TB, events ...event) []string {
	tb.Helper()
	var out []string
	for _, e := range events {
		s.n++
		hits := s.hits(tb, e.record)
		hits = s.correlator.Observe(sigma.Observed{
			Family: s.family, Slots: s.slots, Time: seconds(e.at), Future: e.future, Hits: hits,
			Origin: sigma.Origin{Place: tabard.Place{Event: fmt.Sprint("e", s.n)}, System: "s"},
		}, hits)
		out = append(out, s.reported(hits)...)
	}
	return out
}

func (s *stream) reported(hits []sigma.Hit) []string {
	var out []string
	for _, h := range hits {
		if h.Silent {
			continue
		}
		text := s.program.Rules()[h.Rule].ID
		if h.Group != nil {
			text += fmt.Sprintf(" %s=%g", strings.Join(h.Group.Values, ","), h.Group.Value)
		}
		out = append(out, text)
	}
	return out
}

func (s *stream) flush() []string { return s.reported(s.correlator.Flush(nil)) }

// base is rules that correlations of the tests build on: named after the field "k" of the records.
func base(names ...string) string {
	var b strings.Builder
	for _, n := range names {
		fmt.Fprintf(&b, "title: base %s\nname: %s\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n    s: {k: %s}\n    condition: s\n---\n", n, n, n)
	}
	return b.String()
}

func correlationRule(id, body string) string {
	return "title: " + id + "\nid: " + id + "\ncorrelation:\n" + indent(body)
}

func rec(at int, kind, user string, more ...string) event {
	return event{at: at, record: fmt.Sprintf(`{"k":%q,"u":%q%s}`, kind, user, strings.Join(more, ""))}
}

func TestCorrelations(t *testing.T) {
	tests := []struct {
		name, rules string
		events      []event
		want        []string
		flushed     []string
	}{
		{
			name:   "events are counted in a window that slides, for each group",
			rules:  base("a") + correlationRule("c", "type: event_count\nrules: [a]\ngroup-by: [u]\ntimespan: 10s\ncondition: {gte: 3}"),
			events: []event{rec(0, "a", "x"), rec(8, "a", "x"), rec(9, "a", "y"), rec(11, "a", "x"), rec(12, "a", "x"), rec(13, "b", "x")},
			want:   []string{"c x=3"},
		},
		{
			name:   "further events keep a correlation true",
			rules:  base("a") + correlationRule("c", "type: event_count\nrules: [a]\ntimespan: 1m\ncondition: {gt: 1}"),
			events: []event{rec(0, "a", "x"), rec(1, "a", "y"), rec(2, "a", "z")},
			want:   []string{"c =2", "c =3"},
		},
		{
			name:   "late events count in the window they belong to",
			rules:  base("a") + correlationRule("c", "type: event_count\nrules: [a]\ngroup-by: [u]\ntimespan: 10s\ncondition: {gte: 3}"),
			events: []event{rec(0, "a", "x"), rec(200, "a", "x"), rec(5, "a", "x"), rec(20, "a", "x"), rec(9, "a", "x")},
			want:   []string{"c x=3"},
		},
		{
			name:   "events dated in the future count now and move nothing",
			rules:  base("a") + correlationRule("c", "type: event_count\nrules: [a]\ngroup-by: [u]\ntimespan: 10s\ncondition: {gte: 3}"),
			events: []event{rec(0, "a", "x"), {at: 1e8, record: `{"k":"a","u":"x"}`, future: true}, rec(1, "a", "x"), rec(2, "a", "x")},
			want:   []string{"c x=3", "c x=4"},
		},
		{
			name:   "an event without the field that groups is not counted",
			rules:  base("a") + correlationRule("c", "type: event_count\nrules: [a]\ngroup-by: [u, v]\ntimespan: 10s\ncondition: {gte: 2}"),
			events: []event{rec(0, "a", "x"), rec(1, "a", "x"), rec(2, "a", "x", `,"v":null`), rec(3, "a", "x", `,"v":1`), rec(4, "a", "x", `,"v":"1"`)},
			want:   []string{"c x,1=2"},
		},
		{
			name:  "different values are counted, also those in a list",
			rules: base("a") + correlationRule("c", "type: value_count\nrules: [a]\ngroup-by: [u]\ntimespan: 10s\ncondition: {field: v, gte: 3}"),
			events: []event{
				rec(0, "a", "x", `,"v":"1"`), rec(1, "a", "x", `,"v":1`), rec(2, "a", "x", `,"v":2`), rec(3, "a", "x", `,"v":2`), rec(11, "a", "x", `,"v":[3,4]`),
			},
			want: []string{"c x=4"},
		},
		{
			name:   "pairs of values are counted",
			rules:  base("a") + correlationRule("c", "type: value_count\nrules: [a]\ntimespan: 10s\ncondition: {field: [u, v], gte: 3}"),
			events: []event{rec(0, "a", "x", `,"v":1`), rec(1, "a", "x", `,"v":2`), rec(2, "a", "x", `,"v":1`), rec(3, "a", "y", `,"v":1`)},
			want:   []string{"c =3"},
		},
		{
			name:   "rules hit in any order",
			rules:  base("a", "b") + correlationRule("c", "type: temporal\nrules: [a, b]\ngroup-by: [u]\ntimespan: 10s"),
			events: []event{rec(0, "b", "x"), rec(9, "a", "y"), rec(10, "a", "x"), rec(21, "b", "x")},
			want:   []string{"c x=2"},
		},
		{
			name:   "rules hit in their order",
			rules:  base("a", "b", "d") + correlationRule("c", "type: temporal_ordered\nrules: [a, b, d]\ngroup-by: [u]\ntimespan: 10s"),
			events: []event{rec(0, "b", "x"), rec(1, "a", "x"), rec(2, "d", "x"), rec(3, "b", "x"), rec(4, "d", "x"), rec(5, "a", "x"), rec(12, "d", "x")},
			want:   []string{"c x=3"},
		},
		{
			name:   "a late event completes an order",
			rules:  base("a", "b", "d") + correlationRule("c", "type: temporal_ordered\nrules: [a, b, d]\ntimespan: 10s"),
			events: []event{rec(1, "a", "x"), rec(4, "d", "x"), rec(3, "b", "x")},
			want:   []string{"c =3"},
		},
		{
			name:   "some of the rules",
			rules:  base("a", "b", "d") + correlationRule("c", "type: temporal\nrules: [a, b, d]\ntimespan: 10s\ncondition: {gte: 2}"),
			events: []event{rec(1, "a", "x"), rec(2, "a", "x"), rec(3, "d", "x")},
			want:   []string{"c =2"},
		},
		{
			name:   "some of the rules in order",
			rules:  base("a", "b", "d") + correlationRule("c", "type: temporal_ordered\nrules: [a, b, d]\ntimespan: 10s\ncondition: {gte: 2}"),
			events: []event{rec(1, "d", "x"), rec(2, "b", "x"), rec(3, "d", "x")},
			want:   []string{"c =2"},
		},
		{
			name:   "a condition over rules",
			rules:  base("a", "b", "d") + correlationRule("c", "type: temporal\ncondition: a and (b or d)\ntimespan: 10s"),
			events: []event{rec(1, "b", "x"), rec(2, "d", "x"), rec(3, "a", "x")},
			want:   []string{"c =3"},
		},
		{
			name:    "a rule that must not hit is waited for",
			rules:   base("a", "b") + correlationRule("c", "type: temporal\ncondition: a and not b\ngroup-by: [u]\ntimespan: 10s"),
			events:  []event{rec(1, "a", "x"), rec(1, "a", "y"), rec(9, "b", "y"), rec(2000, "z", "z")},
			want:    []string{"c x=1"},
			flushed: nil,
		},
		{
			name:    "values are added up",
			rules:   base("a") + correlationRule("c", "type: value_sum\nrules: [a]\ngroup-by: [u]\ntimespan: 10s\ncondition: {field: v, gt: 10}"),
			events:  []event{rec(0, "a", "x", `,"v":6`), rec(1, "a", "x", `,"v":"4.5"`), rec(11, "a", "x", `,"v":6`), rec(12, "a", "x", `,"v":"much"`)},
			want:    []string{"c x=10.5", "c x=10.5"},
			flushed: nil,
		},
		{
			name:    "an average is judged at the end of the window",
			rules:   base("a") + correlationRule("c", "type: value_avg\nrules: [a]\ngroup-by: [u]\ntimespan: 10s\ncondition: {field: v, gt: 10}"),
			events:  []event{rec(0, "a", "x", `,"v":50`), rec(1, "a", "x", `,"v":1`), rec(2, "a", "x", `,"v":1`), rec(3, "a", "x", `,"v":1`), rec(0, "a", "y", `,"v":9`), rec(2, "a", "y", `,"v":12`)},
			flushed: []string{"c x=13.25", "c y=10.5"},
		},
		{
			name:    "a percentile and the median",
			rules:   base("a") + correlationRule("p", "type: value_percentile\nrules: [a]\ntimespan: 10s\ncondition: {field: v, percentile: 75, gte: 4}") + "---\n" + correlationRule("m", "type: value_median\nrules: [a]\ntimespan: 10s\ncondition: {field: v, lte: 3}"),
			events:  []event{rec(0, "a", "x", `,"v":1`), rec(1, "a", "x", `,"v":5`), rec(2, "a", "x", `,"v":2`), rec(3, "a", "x", `,"v":4`), rec(4, "a", "x", `,"v":3`)},
			flushed: []string{"p =4", "m =3"},
		},
		{
			name:    "upper bounds wait for the end of the window",
			rules:   base("a") + correlationRule("c", "type: event_count\nrules: [a]\ngroup-by: [u]\ntimespan: 10s\ncondition: {gt: 1, lte: 2}"),
			events:  []event{rec(0, "a", "x"), rec(1, "a", "x"), rec(0, "a", "y"), rec(1, "a", "y"), rec(2, "a", "y"), rec(12, "a", "y"), rec(13, "a", "y")},
			flushed: []string{"c x=2", "c y=2"},
		},
		{
			name: "fields of other names by alias",
			rules: base("a", "b") + correlationRule("c", `type: temporal
rules: [a, b]
aliases: {ip: {a: src, b: dst}}
group-by: [ip]
timespan: 10s`),
			events: []event{rec(0, "a", "x", `,"src":"1"`), rec(1, "b", "x", `,"dst":"2"`), rec(2, "b", "x", `,"dst":"1"`)},
			want:   []string{"c 1=2"},
		},
		{
			name: "a correlation over a correlation",
			rules: base("fail", "ok") + strings.Replace(correlationRule("many", "type: event_count\nrules: [fail]\ngroup-by: [u, h]\ntimespan: 10s\ncondition: {gte: 2}"), "title", "name: many\ntitle", 1) + "---\n" +
				correlationRule("c", "type: temporal_ordered\nrules: [many, ok]\ngroup-by: [u]\ntimespan: 20s"),
			events: []event{
				rec(0, "fail", "x", `,"h":1`), rec(1, "fail", "x", `,"h":2`), rec(2, "ok", "x"), rec(3, "fail", "x", `,"h":1`), rec(4, "ok", "y"), rec(5, "ok", "x"),
			},
			want: []string{"c x=2"},
		},
		{
			name:   "the rules it builds on are reported when it says so",
			rules:  base("a") + correlationRule("c", "type: event_count\nrules: [a]\ngenerate: true\ntimespan: 10s\ncondition: {gte: 2}"),
			events: []event{rec(0, "a", "x"), rec(1, "a", "x")},
			want:   []string{"a", "a", "c =2"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rules := parse(t, tt.rules)
			s := newStream(t, sigma.Settings{}, rules...)
			got := s.feed(t, tt.events...)
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if flushed := s.flush(); !slices.Equal(flushed, tt.flushed) {
				t.Errorf("at the end got %q, want %q", flushed, tt.flushed)
			}
		})
	}
}

// everyType is one correlation of each type over the same rules.
const everyType = `title: count
correlation: {type: event_count, rules: [a], group-by: [u], timespan: 30s, condition: {gte: 4}}
---
title: values
correlation: {type: value_count, rules: [a, b], group-by: [u], timespan: 1m, condition: {field: v, gte: 4}}
---
title: near
correlation: {type: temporal, rules: [a, b], group-by: [u], timespan: 20s}
---
title: ordered
name: ordered
correlation: {type: temporal_ordered, rules: [a, b, a2], group-by: [u], timespan: 40s}
---
title: sum
correlation: {type: value_sum, rules: [a], group-by: [u], timespan: 30s, condition: {field: v, gt: 20}}
---
title: avg
correlation: {type: value_avg, rules: [a], group-by: [u], timespan: 30s, condition: {field: v, gt: 5}}
---
title: few
correlation: {type: event_count, rules: [b], group-by: [u], timespan: 30s, condition: {lt: 3}}
---
title: chain
correlation: {type: event_count, rules: [ordered], timespan: 5m, condition: {gte: 2}}
`

func mixed(seed uint64, n int) []event {
	r := rand.New(rand.NewPCG(seed, 1))
	events := make([]event, n)
	for i := range events {
		at := i*2 + r.IntN(20)
		events[i] = rec(at, []string{"a", "b", "a2", "z"}[r.IntN(4)], fmt.Sprint("u", r.IntN(5)), fmt.Sprintf(`,"v":%d`, r.IntN(9)))
		events[i].future = r.IntN(50) == 0
	}
	return events
}

func TestRestartInTheMiddleGivesTheSameHits(t *testing.T) {
	rules := parse(t, base("a", "b", "a2")+everyType)
	settings := sigma.Settings{MaxGroups: 20, MaxEvents: 600, MaxWindow: 50}
	events := mixed(7, 1500)
	whole := newStream(t, settings, rules...)
	want := append(whole.feed(t, events...), whole.flush()...)
	if len(want) < 100 {
		t.Fatalf("only %d hits: the test would show little", len(want))
	}
	for _, how := range []string{"snapshot", "dirty groups"} {
		t.Run(how, func(t *testing.T) {
			var got []string
			kept := map[string][]byte{}
			s := newStream(t, settings, rules...)
			n := 0
			for i, e := range events {
				got = append(got, s.feed(t, e)...)
				if i%37 != 0 {
					continue
				}
				n = s.n
				next := newStream(t, settings, rules...)
				next.n = n
				if how == "snapshot" {
					before := s.correlator.Snapshot()
					if err := next.correlator.Restore(before); err != nil {
						t.Fatal(err)
					}
					if after := next.correlator.Snapshot(); string(after) != string(before) {
						t.Fatal("a restored correlator gives another snapshot")
					}
				} else {
					s.correlator.DirtyGroups(func(key string, state []byte) {
						if state == nil {
							delete(kept, key)
						} else {
							kept[key] = slices.Clone(state)
						}
					})
					for key, state := range kept {
						if ok, err := next.correlator.RestoreGroup(key, state); err != nil || !ok {
							t.Fatalf("restore %q: %t, %v", key, ok, err)
						}
					}
				}
				s = next
			}
			got = append(got, s.flush()...)
			if !slices.Equal(got, want) {
				t.Errorf("%d hits differ from the %d of a run without restarts", len(got), len(want))
			}
			if a, b := s.correlator.Counters(), whole.correlator.Counters(); a != b {
				t.Errorf("counters %+v differ from %+v", a, b)
			}
		})
	}
}

func TestMemoryOfCorrelationsIsBounded(t *testing.T) {
	rules := parse(t, base("a", "b", "a2")+everyType)
	settings := sigma.Settings{MaxGroups: 50, MaxEvents: 1000, MaxWindow: 100}
	s := newStream(t, settings, rules...)
	for i := range 5000 {
		s.feed(t, rec(i/500, "a", fmt.Sprint("user", i%300), fmt.Sprintf(`,"v":%d`, i)))
		if c := s.correlator.Counters(); c.Groups > settings.MaxGroups || c.Events > settings.MaxEvents+1 {
			t.Fatalf("after %d events: %+v", i, c)
		}
	}
	if c := s.correlator.Counters(); c.Evicted == 0 {
		t.Errorf("nothing was evicted: %+v", c)
	}
	s.correlator.Advance(seconds(1_000_000), nil)
	if c := s.correlator.Counters(); c.Groups != 0 || c.Events != 0 {
		t.Errorf("after all windows have ended: %+v", c)
	}
}

func TestCorrelationsAreRefused(t *testing.T) {
	tests := []struct{ name, source, token string }{
		{"unknown rule", base("a") + correlationRule("c", "type: event_count\nrules: [nobody]\ntimespan: 1m\ncondition: {gte: 1}"), `"nobody"`},
		{"itself", correlationRule("c", "type: event_count\nrules: [c]\ntimespan: 1m\ncondition: {gte: 1}"), `"c"`},
		{"alias without a field", base("a", "b") + correlationRule("c", "type: temporal\nrules: [a, b]\naliases: {x: {a: y}}\ngroup-by: [x]\ntimespan: 1m"), `"b"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := sigma.Compile(parse(t, tt.source))
			if err == nil || !strings.Contains(err.Error(), tt.token) {
				t.Errorf("got %v, want an error that names %s", err, tt.token)
			}
		})
	}
}
