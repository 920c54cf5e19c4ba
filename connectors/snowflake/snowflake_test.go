package snowflake

import (
	"flag"
	"testing"

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

func FuzzUsage(f *testing.F) { tabardtest.FuzzFamily(f, usage()) }

func BenchmarkUsage(b *testing.B) {
	tabardtest.Benchmark(b, usage(), "testdata/snowflake/samples.jsonl")
}
