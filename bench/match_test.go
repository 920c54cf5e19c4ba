package bench

import (
	"encoding/json/v2"
	"fmt"
	"slices"
	"testing"
	"time"

	"tabard.dev/tabard/bench/plain"
)

// TestRulesAgreeWithPlainOnes makes sure that the compiled rules and the ones tried in a loop match the same events.
func TestRulesAgreeWithPlainOnes(t *testing.T) {
	rules := cloudTrailRules(500, true)
	set := newRuleSet(t, rules)
	simple, err := plain.Compile(rules)
	if err != nil {
		t.Fatal(err)
	}
	matched := 0
	for _, record := range shapes[0].records(1000) {
		var event map[string]any
		if err := json.Unmarshal(record, &event); err != nil {
			t.Fatal(err)
		}
		var want, got []int
		for i := range simple {
			if simple[i].Match(event) {
				want = append(want, i)
			}
		}
		set.scan(t, record)
		set.match(record)
		for _, hit := range set.hits {
			got = append(got, hit.Rule)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("rules %v match %s, want %v", got, record, want)
		}
		matched += len(got)
	}
	if matched == 0 {
		t.Error("no rule matches any event, which shows nothing")
	}
}

// matchTime gives the time for matching the records once, pieces of the best rounds; what fills the slots is not in it.
func matchTime(tb testing.TB, set *ruleSet, records [][]byte, rounds int) time.Duration {
	tb.Helper()
	best := make([]time.Duration, len(records))
	const often = 20 // a single match is too short for the clock
	for round := range rounds {
		for i, record := range records {
			set.scan(tb, record)
			start := time.Now()
			for range often {
				set.match(record)
			}
			if took := time.Since(start) / often; round == 0 || took < best[i] {
				best[i] = took
			}
		}
	}
	var sum time.Duration
	for _, t := range best {
		sum += t
	}
	return sum
}

// TestFiveHundredRulesAreFast holds 500 rules to 0.3 of the speed of 50 and to no allocation for an event that none matches.
func TestFiveHundredRulesAreFast(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures time")
	}
	for name, keywords := range map[string]bool{"with keywords": true, "without": false} {
		t.Run(name, func(t *testing.T) {
			few, many := newRuleSet(t, cloudTrailRules(50, keywords)), newRuleSet(t, cloudTrailRules(500, keywords))
			all := shapes[0].records(300)
			ratio := matchTime(t, few, all, 5).Seconds() / matchTime(t, many, all, 5).Seconds()
			quiet := slices.DeleteFunc(all, func(record []byte) bool {
				many.scan(t, record)
				return many.match(record) > 0
			})
			if len(quiet) < 50 {
				t.Fatalf("only %d of 300 events match no rule", len(quiet))
			}
			quietRatio := matchTime(t, few, quiet, 5).Seconds() / matchTime(t, many, quiet, 5).Seconds()
			t.Logf("500 rules are %.2f times as fast as 50, and %.2f times for events that none matches", ratio, quietRatio)
			if min(ratio, quietRatio) < 0.3 {
				t.Errorf("500 rules are %.2f and %.2f times as fast as 50, want 0.3 at least", ratio, quietRatio)
			}
			for _, record := range quiet {
				many.scan(t, record)
				if allocs := testing.AllocsPerRun(1, func() { many.match(record) }); allocs > 0 {
					t.Fatalf("matching allocates %v times for %s, which no rule matches", allocs, record)
				}
			}
		})
	}
}

// BenchmarkRules matches decoded events against 50, 500 and 5,000 rules, with and without ones for keywords, and tries 50 and
// 500 in a loop over a map.
func BenchmarkRules(b *testing.B) {
	records := shapes[0].records(1000)
	for _, n := range []int{50, 500, 5000} {
		for name, keywords := range map[string]bool{"keywords": true, "compiled": false} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				set := newRuleSet(b, cloudTrailRules(n, keywords))
				var took time.Duration
				for b.Loop() {
					took = matchTime(b, set, records, 3)
				}
				b.ReportMetric(0, "ns/op")
				b.ReportMetric(float64(len(records))/took.Seconds(), "events/s")
			})
		}
	}
	for _, n := range []int{50, 500} {
		b.Run(fmt.Sprintf("loop/%d", n), func(b *testing.B) {
			rules, err := plain.Compile(cloudTrailRules(n, false))
			if err != nil {
				b.Fatal(err)
			}
			events := make([]map[string]any, len(records))
			for i, record := range records {
				if err := json.Unmarshal(record, &events[i]); err != nil {
					b.Fatal(err)
				}
			}
			var took time.Duration
			rounds := 0
			for b.Loop() {
				took += spend(func() {
					for _, event := range events {
						for i := range rules {
							rules[i].Match(event)
						}
					}
				}).cpu
				rounds++
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(rounds*len(events))/took.Seconds(), "events/s")
		})
	}
}
