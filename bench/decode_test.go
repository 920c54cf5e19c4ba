package bench

import (
	"encoding/json/jsontext"
	"encoding/json/v2"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/jsonscan"
)

// decoders are the ways to read a record that are compared. What each is given to keep its results in is made beforehand.
type decoders struct {
	valid  func(record []byte) error // strict validation alone, by the standard library
	struc  func(record []byte) error // encoding/json/v2 into a struct of the same fields
	scan   func(record []byte) error // our scanner into slots
	strict func(record []byte) error // our scanner with nothing wanted
	slots  *tabard.Slots
	value  reflect.Value
}

func newDecoders(tb testing.TB, s shape) *decoders {
	tb.Helper()
	paths := s.paths()
	trie, err := jsonscan.Compile(paths)
	if err != nil {
		tb.Fatal(err)
	}
	none, err := jsonscan.Compile(nil)
	if err != nil {
		tb.Fatal(err)
	}
	typ := s.structType()
	d := &decoders{slots: tabard.NewSlots(len(paths), nil), value: reflect.New(typ)}
	d.valid = func(record []byte) error {
		if !jsontext.Value(record).IsValid() {
			return fmt.Errorf("not valid: %s", record)
		}
		return nil
	}
	zero, into := reflect.Zero(typ), d.value.Interface()
	d.struc = func(record []byte) error {
		d.value.Elem().Set(zero)
		return json.Unmarshal(record, into)
	}
	d.scan = func(record []byte) error {
		d.slots.Reset()
		return trie.Scan(record, d.slots)
	}
	d.strict = func(record []byte) error { return none.Scan(record, nil) }
	return d
}

// times are what each way takes for all records: the sum, over small pieces, of the best round for each piece. Neighbors on
// a busy machine then matter little.
type times struct{ valid, struc, strict, scan time.Duration }

// race reads all records by each way in turn, in so many rounds.
type race struct {
	d       *decoders
	records [][]byte
	best    [4][]time.Duration // of each way and piece
}

const piece = 100 // records

func (r *race) round(tb testing.TB) {
	tb.Helper()
	for i, read := range []func([]byte) error{r.d.valid, r.d.struc, r.d.strict, r.d.scan} {
		at := 0
		for records := range slices.Chunk(r.records, piece) {
			start := time.Now()
			for _, record := range records {
				if err := read(record); err != nil {
					tb.Fatal(err)
				}
			}
			took := time.Since(start)
			if at == len(r.best[i]) {
				r.best[i] = append(r.best[i], took)
			}
			r.best[i][at] = min(r.best[i][at], took)
			at++
		}
	}
}

func (r *race) times() times {
	var sums [4]time.Duration
	for i := range sums {
		for _, t := range r.best[i] {
			sums[i] += t
		}
	}
	return times{sums[0], sums[1], sums[2], sums[3]}
}

// BenchmarkDecode reads the same records by each way and reports records a second and how many times as fast as the standard
// library the scanner is.
func BenchmarkDecode(b *testing.B) {
	for _, s := range shapes {
		for _, n := range []int{100, 1000, 10000} {
			b.Run(fmt.Sprintf("%s/%d", s.name, n), func(b *testing.B) {
				records := s.records(n)
				d := newDecoders(b, s)
				r := race{d: d, records: records}
				for b.Loop() {
					for range 100_000 / n { // several rounds even in one iteration
						r.round(b)
					}
				}
				best := r.times()
				bytes := 0
				for _, record := range records {
					bytes += len(record)
				}
				b.ReportMetric(0, "ns/op")
				b.ReportMetric(float64(bytes)/float64(n), "B/rec")
				b.ReportMetric(float64(n)/best.valid.Seconds(), "valid-rec/s")
				b.ReportMetric(float64(n)/best.struc.Seconds(), "struct-rec/s")
				b.ReportMetric(float64(n)/best.strict.Seconds(), "strict-rec/s")
				b.ReportMetric(float64(n)/best.scan.Seconds(), "scan-rec/s")
				b.ReportMetric(best.valid.Seconds()/best.scan.Seconds(), "x-valid")
				b.ReportMetric(best.struc.Seconds()/best.scan.Seconds(), "x-struct")
			})
		}
	}
}

// BenchmarkScan is the scanner alone, for profiles and for its allocations.
func BenchmarkScan(b *testing.B) {
	for _, s := range shapes {
		b.Run(s.name, func(b *testing.B) {
			records := s.records(1000)
			d := newDecoders(b, s)
			bytes := 0
			for _, record := range records {
				bytes += len(record)
			}
			b.SetBytes(int64(bytes / len(records)))
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if err := d.scan(records[i%len(records)]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
