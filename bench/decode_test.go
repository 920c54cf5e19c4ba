package bench

import (
	"encoding/json/jsontext"
	"encoding/json/v2"
	"fmt"
	"reflect"
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

// took gives the time for reading all records once.
func took(tb testing.TB, read func([]byte) error, records [][]byte) time.Duration {
	tb.Helper()
	start := time.Now()
	for _, record := range records {
		if err := read(record); err != nil {
			tb.Fatal(err)
		}
	}
	return time.Since(start)
}

// BenchmarkDecode reads the same records in turn by each way and reports, from the best round of each, so that neighbors on
// the machine matter little, records a second and how many times as fast as the standard library the scanner is.
func BenchmarkDecode(b *testing.B) {
	for _, s := range shapes {
		for _, n := range []int{100, 1000, 10000} {
			b.Run(fmt.Sprintf("%s/%d", s.name, n), func(b *testing.B) {
				records := s.records(n)
				d := newDecoders(b, s)
				ways := []func([]byte) error{d.valid, d.struc, d.strict, d.scan}
				best := make([]time.Duration, len(ways))
				for b.Loop() {
					for i, way := range ways {
						if t := took(b, way, records); best[i] == 0 || t < best[i] {
							best[i] = t
						}
					}
				}
				bytes := 0
				for _, record := range records {
					bytes += len(record)
				}
				valid, struc, strict, scan := best[0].Seconds(), best[1].Seconds(), best[2].Seconds(), best[3].Seconds()
				b.ReportMetric(0, "ns/op")
				b.ReportMetric(float64(bytes)/float64(n), "B/rec")
				b.ReportMetric(float64(n)/valid, "valid-rec/s")
				b.ReportMetric(float64(n)/struc, "struct-rec/s")
				b.ReportMetric(float64(n)/strict, "strict-rec/s")
				b.ReportMetric(float64(n)/scan, "scan-rec/s")
				b.ReportMetric(valid/scan, "x-valid")
				b.ReportMetric(struc/scan, "x-struct")
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
