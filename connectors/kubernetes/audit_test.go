package kubernetes

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
	for _, name := range []string{"callers", "accounts", "rbac"} {
		b.Run(name, func(b *testing.B) {
			tabardtest.Benchmark(b, audit(), "testdata/kubernetes.audit/"+name+".jsonl")
		})
	}
}
