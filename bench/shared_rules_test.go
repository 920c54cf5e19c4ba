package bench

import (
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/jsonscan"
	"tabard.dev/tabard/internal/sigma"
	"tabard.dev/tabard/tabardtest"
)

// sharedRuleSet is all of SigmaHQ's rules that are handed out with the project, and real CloudTrail records.
func sharedRuleSet(tb testing.TB) (*ruleSet, [][]byte) {
	tb.Helper()
	rules, err := sigma.Load(tabardtest.Shared(tb, "sigma_rules"))
	if err != nil {
		tb.Fatal(err)
	}
	program, err := sigma.Compile(rules)
	if err != nil {
		tb.Fatal(err)
	}
	paths := program.Paths(cloudTrail)
	trie, err := jsonscan.Compile(paths)
	if err != nil {
		tb.Fatal(err)
	}
	set := &ruleSet{matcher: program.Matcher(func(string) int { return 0 }), trie: trie, slots: tabard.NewSlots(len(paths), nil)}
	records := tabardtest.Records(tb, "stratus_detonation", "events.jsonl")
	return set, append(records, tabardtest.Records(tb, "panther_rule_tests", "AWS.CloudTrail.jsonl")...)
}

// TestSharedRulesAllocateNothing matches real records, most of which some rule knows.
func TestSharedRulesAllocateNothing(t *testing.T) {
	set, records := sharedRuleSet(t)
	hits := 0
	for _, record := range records {
		set.scan(t, record)
		hits += set.match(record)
		if allocs := testing.AllocsPerRun(1, func() { set.match(record) }); allocs > 0 {
			t.Fatalf("matching allocates %v times for %s", allocs, record)
		}
	}
	if hits == 0 {
		t.Error("no rule matches any record, which shows nothing")
	}
}

// BenchmarkSharedRules matches real CloudTrail records, whose fields are in the slots, against real rules; and the same with the
// slots filled from the bytes first.
func BenchmarkSharedRules(b *testing.B) {
	set, records := sharedRuleSet(b)
	var took, both time.Duration
	for b.Loop() {
		took = matchTime(b, set, records, 10)
		both = spend(func() {
			for range 20 {
				for _, record := range records {
					set.scan(b, record)
					set.match(record)
				}
			}
		}).cpu / 20
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(len(records))/took.Seconds(), "events/s")
	b.ReportMetric(float64(len(records))/both.Seconds(), "from-bytes-events/s")
}
