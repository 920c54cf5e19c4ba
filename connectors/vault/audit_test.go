package vault

import (
	"flag"
	"testing"

	"tabard.dev/tabard/tabardtest"
)

var update = flag.Bool("update", false, "write golden files anew")

func TestAudit(t *testing.T) {
	tabardtest.Family(t, audit())
	tabardtest.Golden(t, audit(), *update)
}

func FuzzAudit(f *testing.F) { tabardtest.FuzzFamily(f, audit()) }

func BenchmarkNormalizeAudit(b *testing.B) {
	for _, name := range []string{"engines", "auth", "system"} {
		b.Run(name, func(b *testing.B) { tabardtest.Benchmark(b, audit(), "testdata/vault.audit/"+name+".jsonl") })
	}
}

func BenchmarkRedactHashed(b *testing.B) {
	record := tabardtest.Lines(b, "testdata/vault.audit/engines.jsonl")[0]
	b.SetBytes(int64(len(record)))
	for b.Loop() {
		redact(record, tabardtest.Cut)
	}
}
