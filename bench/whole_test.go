package bench

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/bench/plain"
	"tabard.dev/tabard/internal/app"
	logdb "tabard.dev/tabard/internal/bus/sqlite"
	"tabard.dev/tabard/internal/detect"
	"tabard.dev/tabard/internal/handover"
	"tabard.dev/tabard/internal/ingest"
	"tabard.dev/tabard/internal/normalize"
	"tabard.dev/tabard/internal/pipeline"
	"tabard.dev/tabard/internal/store/sqlite"
)

// engine is what reads and judges records, as "tabard serve" puts it together: all log families, all built-in detections and
// the rules.
type engine struct {
	catalogue *detect.Catalogue
	set       *normalize.Set
	redactor  *normalize.Redactor
}

func newEngine(tb testing.TB, rules []plain.Rule) engine {
	tb.Helper()
	catalogue, err := detect.New(app.Behaviors(), sigmaRules(tb, rules))
	if err != nil {
		tb.Fatal(err)
	}
	var families []tabard.Family
	for _, c := range app.Connectors() {
		families = append(families, c.Families...)
	}
	set, err := normalize.New(families, catalogue.Paths(families))
	if err != nil {
		tb.Fatal(err)
	}
	return engine{catalogue, set, normalize.NewRedactor(bytes.Repeat([]byte{7}, 32))}
}

func (e engine) detector() *detect.Engine {
	return detect.NewEngine(e.catalogue, e.set.RuleSlots, false)
}

// spine is the whole path without the door: receiver, log, pipeline and store.
type spine struct {
	log      *logdb.Log
	db       *sqlite.DB
	receiver *ingest.Receiver
	pipe     *pipeline.Pipeline
	stop     func()
}

func newSpine(tb testing.TB, e engine) *spine {
	tb.Helper()
	dir := tb.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	s := &spine{}
	var err error
	if s.db, err = sqlite.Open(ctx, dir); err != nil {
		tb.Fatal(err)
	}
	if s.log, err = logdb.Open(ctx, logdb.Options{Path: filepath.Join(dir, "log.db")}); err != nil {
		tb.Fatal(err)
	}
	decoded := handover.New(64 << 20)
	s.receiver, err = ingest.Open(ctx, ingest.Config{Log: s.log, Parser: app.NewParser(func() *normalize.Set { return e.set }, e.redactor, nil), InFlight: 1 << 30, Handover: decoded})
	if err != nil {
		tb.Fatal(err)
	}
	s.pipe = pipeline.New(pipeline.Config{
		Log: s.log, Store: s.db, Handover: decoded,
		Decoder:  func() pipeline.Decoder { return e.set.Decoder(e.redactor) },
		Detector: func() pipeline.Detector { return app.NewDetector(e.detector()) },
	})
	var running sync.WaitGroup
	running.Go(func() { _ = s.pipe.Run(ctx) })
	s.stop = func() {
		_ = s.receiver.Close()
		cancel()
		running.Wait()
		_, _ = s.log.Close(), s.db.Close()
	}
	return s
}

// run sends deliveries, as many at a time as there are cores, and returns when all of them are judged and on disk.
func (s *spine) run(tb testing.TB, deliveries [][]byte) {
	tb.Helper()
	work := make(chan []byte)
	var senders sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		senders.Go(func() {
			for body := range work {
				result, err := s.receiver.Receive(tb.Context(), ingest.Origin{}, int64(len(body)), bytes.NewReader(body))
				if err != nil || result.Rejected > 0 {
					tb.Errorf("Receive = %+v, %v", result, err)
				}
			}
		})
	}
	for _, body := range deliveries {
		work <- body
	}
	close(work)
	senders.Wait()
	_, last := s.log.Bounds()
	for {
		news := s.pipe.Next()
		if s.pipe.Committed() >= last {
			return
		}
		if err := s.pipe.Problem(); err != nil {
			tb.Fatal(err)
		}
		<-news
	}
}

// deliveries puts records into bodies of JSON lines, so many in each.
func deliveries(records [][]byte, each int) [][]byte {
	var all [][]byte
	for len(records) > 0 {
		n := min(each, len(records))
		all = append(all, bytes.Join(records[:n], []byte("\n")))
		records = records[n:]
	}
	return all
}

// BenchmarkWholePath takes the same CloudTrail records through the whole path (decode, dedupe, 500 rules and the built-in
// detections, inventory, durable log and rows) and through the plain pipeline, in turn. What counts is events a second of
// processor time, which neighbors on the machine change little; the plain pipeline has no durable log and no findings of its own.
func BenchmarkWholePath(b *testing.B) {
	e := newEngine(b, cloudTrailRules(500, false))
	for _, n := range []int{2_000, 20_000, 200_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			records := shapes[0].records(n)
			bodies := deliveries(records, 500)
			var whole, peer spent
			for b.Loop() {
				s := newSpine(b, e)
				whole = whole.min(spend(func() { s.run(b, bodies) }))
				if got := s.pipe.Counters().Accepted; got != int64(n) {
					b.Fatalf("%d events judged, want %d", got, n)
				}
				s.stop()
				if n <= 20_000 {
					p := cloudTrailPlain(b)
					peer = peer.min(spend(func() {
						if _, err := p.Run(b.Context(), records); err != nil {
							b.Fatal(err)
						}
					}))
					_ = os.Remove(p.Path)
				}
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(n)/whole.cpu.Seconds(), "events/s/core")
			b.ReportMetric(float64(n)/whole.wall.Seconds(), "events/s")
			if peer.cpu > 0 {
				b.ReportMetric(float64(n)/peer.cpu.Seconds(), "plain-events/s/core")
				b.ReportMetric(float64(n)/peer.wall.Seconds(), "plain-events/s")
				b.ReportMetric(peer.cpu.Seconds()/whole.cpu.Seconds(), "x-plain-cpu")
				b.ReportMetric(peer.wall.Seconds()/whole.wall.Seconds(), "x-plain-wall")
			}
		})
	}
}
