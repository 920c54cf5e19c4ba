package sigma_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"tabard.dev/tabard/internal/sigma"
)

// hitRecord is what the reference remembers of an event: everything.
type hitRecord struct {
	at, value int
	kind      string
}

// reference says whether some window of the timespan that holds the newest of the events meets a correlation: by trying
// every window that starts at an event.
func reference(kind string, need, span int, events []hitRecord) bool {
	newest := events[len(events)-1]
	for _, start := range events {
		if start.at > newest.at || newest.at > start.at+span {
			continue
		}
		var inside []hitRecord
		for _, e := range events {
			if e.at >= start.at && e.at <= start.at+span {
				inside = append(inside, e)
			}
		}
		if referenceMet(kind, need, inside, newest) {
			return true
		}
	}
	return false
}

func referenceMet(kind string, need int, inside []hitRecord, newest hitRecord) bool {
	values, kinds, sum := map[int]bool{}, map[string]bool{}, 0
	for _, e := range inside {
		values[e.value], kinds[e.kind] = true, true
		sum += e.value
	}
	switch kind {
	case "event_count":
		return len(inside) >= need
	case "value_count":
		return len(values) >= need
	case "value_sum":
		return sum >= need
	case "temporal":
		return len(kinds) >= need
	}
	order := []string{"a", "b", "a2"}
	var extend func(step, after int, has bool) bool // events have different times here
	extend = func(step, after int, has bool) bool {
		if step == len(order) {
			return has
		}
		for _, e := range inside {
			if e.kind == order[step] && e.at > after && extend(step+1, e.at, has || e == newest) {
				return true
			}
		}
		return false
	}
	return extend(0, -1, false)
}

func TestCorrelationsEqualAReferenceOnDisorderedStreams(t *testing.T) {
	const span = 40
	tests := []struct {
		kind, condition string
		need            int
		kinds           []string
	}{
		{"event_count", "condition: {gte: 4}", 4, []string{"a"}},
		{"value_count", "condition: {field: v, gte: 4}", 4, []string{"a"}},
		{"value_sum", "condition: {field: v, gte: 20}", 20, []string{"a"}},
		{"temporal", "", 3, []string{"a", "b", "a2"}},
		{"temporal_ordered", "", 3, []string{"a", "b", "a2"}},
	}
	for _, tt := range tests {
		t.Run(tt.kind, func(t *testing.T) {
			source := base(tt.kinds...) + correlationRule("c", fmt.Sprintf("type: %s\nrules: [%s]\ntimespan: %ds\n%s", tt.kind, strings.Join(tt.kinds, ", "), span, tt.condition))
			rules := parse(t, source)
			fired := 0
			for seed := range uint64(60) {
				r := rand.New(rand.NewPCG(seed, 3))
				s := newStream(t, sigma.Settings{}, rules...)
				var seen []hitRecord
				used := map[int]bool{}
				for i := range 60 {
					e := hitRecord{at: i*9 + r.IntN(120), value: r.IntN(6), kind: tt.kinds[r.IntN(len(tt.kinds))]}
					if used[e.at] {
						continue
					}
					used[e.at] = true
					seen = append(seen, e)
					want := reference(tt.kind, tt.need, span, seen)
					got := len(s.feed(t, rec(e.at, e.kind, "x", fmt.Sprintf(`,"v":%d`, e.value)))) > 0
					if got != want {
						t.Fatalf("seed %d, event %d %+v: got %t, want %t, after %v", seed, i, e, got, want, seen)
					}
					if want {
						fired++
					}
				}
			}
			if fired < 50 {
				t.Errorf("only %d hits: the test would show little", fired)
			}
		})
	}
}
