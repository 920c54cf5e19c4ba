package github

import (
	"flag"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/tabardtest"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestFamilies(t *testing.T) {
	for _, f := range Connector().Families {
		t.Run(f.Name, func(t *testing.T) {
			tabardtest.Family(t, f)
			tabardtest.Golden(t, f, *update)
		})
	}
}

func FuzzAudit(f *testing.F) { tabardtest.FuzzFamily(f, audit()) }

func BenchmarkAudit(b *testing.B) {
	tabardtest.Benchmark(b, audit(), "testdata/github.audit/samples.jsonl")
}

func FuzzWebhook(f *testing.F) { tabardtest.FuzzFamily(f, webhook()) }

func BenchmarkWebhook(b *testing.B) {
	tabardtest.Benchmark(b, webhook(), "testdata/github.webhook/samples.jsonl")
}

func TestWhatHappenedIsNotGuessed(t *testing.T) {
	tests := map[string]struct {
		record string
		check  func(*tabard.Event) bool
	}{
		"a grant without a grantee is nobody's": {
			`{"action":"org.invite_member","actor":"ada","org":"o"}`,
			func(e *tabard.Event) bool { return len(e.Changes) == 1 && e.Changes[0].Identity.IsZero() },
		},
		"a key without a holder is the actor's own": {
			`{"action":"public_key.create","actor":"ada","fingerprint":"f"}`,
			func(e *tabard.Event) bool { return e.Changes[0].Identity.ID == "ada" },
		},
		"an action that was done has no known outcome": {
			`{"action":"repo.destroy","actor":"ada","org":"o"}`,
			func(e *tabard.Event) bool { return e.Outcome == tabard.OutcomeUnknown },
		},
		"a person's kind is not declared": {
			`{"action":"repo.destroy","actor":"ada","org":"o"}`,
			func(e *tabard.Event) bool { return e.Actor.Kind == "" },
		},
		"visibility that is not told is not public": {
			`{"action":"repo.access","actor":"ada","repo":"o/r"}`,
			func(e *tabard.Event) bool { return len(e.Changes) == 0 },
		},
		"the person an agent works for is behind it, and not its target": {
			`{"action":"repo.create","actor":"bot[bot]","actor_is_agent":true,"user":"ada","org":"o"}`,
			func(e *tabard.Event) bool {
				return e.Actor.Kind == tabard.KindAgent && len(e.Via) == 1 && e.Via[0].ID == "ada" && e.Targets[0].Type == "organization"
			},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			e, err := tabardtest.Decode(t, audit(), []byte(test.record))
			if err != nil {
				t.Fatal(err)
			}
			if !test.check(e) {
				t.Errorf("%s\nreads as\n%s", test.record, tabardtest.Describe(e))
			}
		})
	}
}
