package bench

import (
	"path/filepath"
	"runtime"
	"testing"

	"tabard.dev/tabard/bench/plain"
)

// cloudTrailPlain is the plain pipeline for CloudTrail with 500 rules.
func cloudTrailPlain(tb testing.TB) plain.Pipeline {
	tb.Helper()
	rules, err := plain.Compile(cloudTrailRules(500, false))
	if err != nil {
		tb.Fatal(err)
	}
	return plain.Pipeline{
		Fields: plain.Fields{
			Event: "eventID", Time: "eventTime", Realm: "userIdentity.accountId", Identity: "userIdentity.principalId",
			Action: "eventName", Source: "sourceIPAddress",
		},
		Rules: rules, Workers: runtime.GOMAXPROCS(0), Path: filepath.Join(tb.TempDir(), "plain.db"),
	}
}

func TestPlainPipeline(t *testing.T) {
	p := cloudTrailPlain(t)
	records := shapes[0].records(1200)
	records = append(records, records[:100]...) // delivered twice
	count, err := p.Run(t.Context(), records)
	if err != nil {
		t.Fatal(err)
	}
	if count.Events != 1200 || count.Findings == 0 {
		t.Errorf("Run = %+v, want 1200 events and some findings", count)
	}
}

// BenchmarkPlainPipeline is the peer of the whole path.
func BenchmarkPlainPipeline(b *testing.B) {
	records := shapes[0].records(10000)
	runs := 0
	for b.Loop() {
		if _, err := cloudTrailPlain(b).Run(b.Context(), records); err != nil {
			b.Fatal(err)
		}
		runs++
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(runs*len(records))/b.Elapsed().Seconds(), "events/s")
}
