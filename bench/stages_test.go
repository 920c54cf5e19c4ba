package bench

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
	logdb "tabard.dev/tabard/internal/bus/sqlite"
	"tabard.dev/tabard/internal/inventory"
	"tabard.dev/tabard/internal/normalize"
	"tabard.dev/tabard/internal/store"
	"tabard.dev/tabard/internal/store/sqlite"
)

const cloudTrail = "aws.cloudtrail"

// stages does the work of each stage for the same records, one stage after the other in one goroutine.
type stages struct {
	tb      testing.TB
	engine  engine
	records [][]byte
	spent   map[string]time.Duration
}

// time adds processor time to a stage.
func (s *stages) time(stage string, do func()) {
	s.tb.Helper()
	s.spent[stage] += spend(do).cpu
}

func (s *stages) must(err error) {
	s.tb.Helper()
	if err != nil {
		s.tb.Fatal(err)
	}
}

// takeIn is stage 1 and 2: find, tell, read, and put on the log.
func (s *stages) takeIn() []normalize.Item {
	decoder, now := s.engine.set.Decoder(s.engine.redactor), time.Now()
	s.time("split", func() {
		for _, err := range normalize.Split(bytes.NewReader(bytes.Join(s.records, []byte("\n"))), normalize.Limits{}) {
			s.must(err)
		}
	})
	s.time("guess", func() {
		for _, record := range s.records {
			if family, ok := decoder.Guess(record); !ok || family != cloudTrail {
				s.tb.Fatalf("Guess = %q", family)
			}
		}
	})
	items := make([]normalize.Item, len(s.records))
	for i, record := range s.records { // once for the memory that items keep
		s.must(decoder.Decode(cloudTrail, record, now, &items[i]))
	}
	s.time("decode", func() {
		for i, record := range s.records {
			s.must(decoder.Decode(cloudTrail, record, now, &items[i]))
		}
	})
	ids := make([][16]byte, len(items))
	s.time("id", func() {
		for i := range items {
			ids[i] = decoder.RecordID(&items[i])
		}
	})
	log, err := logdb.Open(s.tb.Context(), logdb.Options{Path: filepath.Join(s.tb.TempDir(), "log.db")})
	s.must(err)
	s.time("log", func() {
		for at := 0; at < len(items); at += 160 { // as many as a batch of 256 KiB holds
			end := min(at+160, len(items))
			s.must(log.Append(s.tb.Context(), &bus.Batch{Kind: bus.Records, Family: cloudTrail, Records: s.records[at:end], IDs: ids[at:end]}))
		}
	})
	s.time("log read", func() {
		for _, err := range log.Read(s.tb.Context(), 1) {
			s.must(err)
		}
	})
	s.must(log.Close())
	return items
}

// judge is stages 3 and 4, and the rows.
func (s *stages) judge(items []normalize.Item) {
	state := inventory.New(inventory.Config{})
	facts := make([][]tabard.Fact, len(items))
	s.time("inventory", func() {
		for i := range items {
			items[i].Event.Seq, items[i].Event.Index = 1, i
			facts[i] = append([]tabard.Fact(nil), state.Apply(&items[i].Event)...)
		}
	})
	detector := s.engine.detector()
	s.time("detect", func() {
		for i := range items {
			detector.Judge(&items[i].Event, items[i].Slots, facts[i], state)
		}
	})
	db, err := sqlite.Open(s.tb.Context(), s.tb.TempDir())
	s.must(err)
	s.time("rows", func() {
		c := &store.Commit{Position: store.Position{Seq: 1, Appended: time.Now().UnixMicro()}, Inventory: state.Take()}
		s.must(db.Commit(s.tb.Context(), c))
	})
	s.must(db.Close())
}

// BenchmarkStages tells what each stage costs an event, in ns of processor time. Rows is one commit of what all the events did
// to the inventory; findings and the outbox are not in it.
func BenchmarkStages(b *testing.B) {
	s := stages{tb: b, engine: newEngine(b, cloudTrailRules(500, false)), records: shapes[0].records(5000), spent: map[string]time.Duration{}}
	runs := 0
	for b.Loop() {
		s.judge(s.takeIn())
		runs++
	}
	b.ReportMetric(0, "ns/op")
	for stage, spent := range s.spent {
		b.ReportMetric(float64(spent.Nanoseconds())/float64(runs*len(s.records)), strings.ReplaceAll(stage, " ", "-")+"-ns")
	}
}
