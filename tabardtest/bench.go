package tabardtest

import (
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/jsonscan"
)

// Benchmark measures Normalize over the records of a file, their slots filled beforehand.
func Benchmark(b *testing.B, family tabard.Family, file string) {
	b.Helper()
	trie, err := jsonscan.Compile(family.Paths)
	if err != nil {
		b.Fatal(err)
	}
	interner := tabard.NewInterner(1 << 12)
	records := Lines(b, file)
	all := make([]*tabard.Slots, len(records))
	for i, record := range records {
		all[i] = tabard.NewSlots(len(family.Paths), interner)
		scan := trie.Scan
		if family.Fields != nil && !isObject(record) {
			scan = func(record []byte, s *tabard.Slots) error { return family.Fields(record, family.Paths, s) }
		}
		if err := scan(record, all[i]); err != nil {
			b.Fatal(err)
		}
	}
	e := &tabard.Event{}
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		i := n % len(records)
		e.Clear()
		e.Record = records[i]
		if err := family.Normalize(all[i], e); err != nil {
			b.Fatal(err)
		}
	}
}
