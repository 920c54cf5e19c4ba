package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/iotest"

	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/ingest"
)

func TestReceive(t *testing.T) {
	tests := map[string]struct {
		from   ingest.Origin
		text   string
		want   ingest.Result
		onLog  []string
		reason string
	}{
		"records with ids":             {text: "a 1 x\na 2 y\n", want: ingest.Result{Accepted: 2}, onLog: []string{"a 1 x", "a 2 y"}},
		"nothing":                      {text: "\n\n", want: ingest.Result{}},
		"twice in one delivery":        {text: "a 1 x\na 1 x\n", want: ingest.Result{Accepted: 1, Duplicates: 1}, onLog: []string{"a 1 x"}},
		"no id of its own":             {text: "a - x\na - x\n", want: ingest.Result{Accepted: 2}, onLog: []string{"a - x", "a - x"}},
		"same id in two families":      {text: "a 1 x\nb 1 x\n", want: ingest.Result{Accepted: 2}, onLog: []string{"a 1 x", "b 1 x"}},
		"one refused, the rest taken":  {text: "a 1 x\na 2 bad\na 3 z\n", want: ingest.Result{Accepted: 2, Rejected: 1}, onLog: []string{"a 1 x", "a 3 z"}, reason: "it is bad, like [redacted]"},
		"family unknown":               {text: "c 1 x\n", want: ingest.Result{Rejected: 1}, reason: "cannot tell the family"},
		"family named":                 {from: ingest.Origin{Family: "b"}, text: "c 1 x\n", want: ingest.Result{Accepted: 1}, onLog: []string{"c 1 x"}},
		"envelope":                     {text: "a (a 1 x|a 2 y|a 3 bad)\n", want: ingest.Result{Accepted: 2, Rejected: 1}, onLog: []string{"a 1 x", "a 2 y"}, reason: "it is bad, like [redacted]"},
		"secrets do not reach the log": {text: "a 1 password hunter2\n", want: ingest.Result{Accepted: 1}, onLog: []string{"a 1 password [redacted]"}},
		"too large for the log":        {text: "a 1 " + strings.Repeat("x", bus.MaxRecord) + "\na 2 y\n", want: ingest.Result{Accepted: 1, Rejected: 1}, onLog: []string{"a 2 y"}, reason: "record of 1048580 bytes is over the limit of 1048576"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			log := openLog(t, t.TempDir())
			got := send(t, openReceiver(t, ingest.Config{Log: log}), test.from, test.text)
			if got.Accepted != test.want.Accepted || got.Rejected != test.want.Rejected || got.Duplicates != test.want.Duplicates {
				t.Errorf("accepted %d, rejected %d, duplicates %d; want %d, %d, %d", got.Accepted, got.Rejected, got.Duplicates,
					test.want.Accepted, test.want.Rejected, test.want.Duplicates)
			}
			if test.reason != "" && (len(got.Errors) != 1 || got.Errors[0].Reason != test.reason) {
				t.Errorf("errors %v, want %q", got.Errors, test.reason)
			}
			if on := records(t, log); !slices.Equal(on, test.onLog) {
				t.Errorf("on the log: %.100q, want %.100q", on, test.onLog)
			}
			counted := bus.Batch{}
			for _, b := range batches(t, log) {
				counted.Refused += b.Refused
				counted.Duplicates += b.Duplicates
			}
			if int(counted.Refused) != got.Rejected || int(counted.Duplicates) != got.Duplicates {
				t.Errorf("the log counts %d refused and %d duplicates, want %d and %d", counted.Refused, counted.Duplicates, got.Rejected, got.Duplicates)
			}
		})
	}
}

func stop(t *testing.T, open io.Closer) {
	t.Helper()
	if err := open.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestUnknownFamilyIsRefusedWhole(t *testing.T) {
	log := openLog(t, t.TempDir())
	r := openReceiver(t, ingest.Config{Log: log})
	if _, err := r.Receive(t.Context(), ingest.Origin{Family: "nobody"}, -1, strings.NewReader("a 1 x")); err == nil {
		t.Error("Receive of an unknown family = nil, want an error")
	}
}

func TestBatches(t *testing.T) {
	log := openLog(t, t.TempDir())
	r := openReceiver(t, ingest.Config{Log: log})
	var text strings.Builder
	for n := range 2500 {
		fmt.Fprintf(&text, "a s%d small\n", n)
	}
	for n := range 10 {
		fmt.Fprintf(&text, "b l%d %s\n", n, strings.Repeat("large", 20000))
	}
	fmt.Fprintf(&text, "a solo %s\n", strings.Repeat("x", bus.SoloSize))
	fmt.Fprintf(&text, "a after solo\n")
	if got := send(t, r, ingest.Origin{System: "prod"}, text.String()); got.Accepted != 2512 {
		t.Fatalf("accepted %d, want 2512", got.Accepted)
	}
	all := batches(t, log)
	for _, b := range all {
		if err := b.Check(); err != nil || b.System != "prod" || len(b.IDs) != len(b.Records) {
			t.Errorf("batch %d of system %q with %d ids: %v", b.Seq, b.System, len(b.IDs), err)
		}
		for _, record := range b.Records {
			if record[0] != b.Family[0] {
				t.Errorf("batch %d of family %s holds %.10q", b.Seq, b.Family, record)
			}
			if len(record) > bus.SoloSize && len(b.Records) != 1 {
				t.Errorf("batch %d: a record of %d bytes travels with %d others", b.Seq, len(record), len(b.Records)-1)
			}
		}
	}
	if len(all) != 10 { // 1000+1000+500 of a, five times two of b, the large one, the one after it
		t.Errorf("%d batches, want 10", len(all))
	}
	of := func(family byte) (in []string) {
		for _, record := range records(t, log) {
			if record[0] == family {
				in = append(in, record[:4])
			}
		}
		return in
	}
	if got := of('a'); got[0] != "a s0" || got[2499] != "a s2" || got[2500] != "a so" || got[2501] != "a af" {
		t.Errorf("the order of a family changed: %q … %q", got[0], got[2499:])
	}
}

func TestSendersShareBatches(t *testing.T) {
	log := openLog(t, t.TempDir())
	r := openReceiver(t, ingest.Config{Log: log})
	var senders sync.WaitGroup
	for n := range 500 {
		senders.Go(func() { send(t, r, ingest.Origin{}, fmt.Sprintf("a %d x", n)) })
	}
	senders.Wait()
	if got := len(records(t, log)); got != 500 {
		t.Errorf("%d records on the log, want 500", got)
	}
	if got := len(batches(t, log)); got > 250 {
		t.Errorf("500 single records made %d batches", got)
	}
}

func TestSameRecordsFromManySenders(t *testing.T) {
	log := openLog(t, t.TempDir())
	r := openReceiver(t, ingest.Config{Log: log})
	var senders sync.WaitGroup
	var accepted, duplicates atomic.Int64
	for sender := range 8 {
		senders.Go(func() {
			for n := range 50 {
				from := (n + sender) % 50 * 10
				var text strings.Builder
				for i := range 10 {
					fmt.Fprintf(&text, "a %d x\n", from+i)
				}
				got := send(t, r, ingest.Origin{}, text.String())
				accepted.Add(int64(got.Accepted))
				duplicates.Add(int64(got.Duplicates))
			}
		})
	}
	senders.Wait()
	if accepted.Load() != 500 || duplicates.Load() != 8*500-500 || len(records(t, log)) != 500 {
		t.Errorf("accepted %d, duplicates %d, on the log %d; want 500, 3500, 500", accepted.Load(), duplicates.Load(), len(records(t, log)))
	}
}

func TestDuplicatesAreKnownAfterRestart(t *testing.T) {
	folder := t.TempDir()
	for round := range 3 {
		log := openLog(t, folder)
		r := openReceiver(t, ingest.Config{Log: log})
		for n := range 40 {
			got := send(t, r, ingest.Origin{}, fmt.Sprintf("a %d x\na %d y\n", n, n+1000*(round+1)))
			if want := min(1, round); got.Duplicates != want {
				t.Fatalf("round %d, delivery %d: %d duplicates, want %d", round, n, got.Duplicates, want)
			}
		}
		stop(t, r)
		stop(t, log)
	}
}

func TestDedupeIsBounded(t *testing.T) {
	log := openLog(t, t.TempDir())
	r := openReceiver(t, ingest.Config{Log: log, Remember: 100})
	for n := range 250 {
		send(t, r, ingest.Origin{}, fmt.Sprintf("a %d x", n))
	}
	if got := send(t, r, ingest.Origin{}, "a 249 x\na 151 x\na 100 x\n"); got.Duplicates != 2 || got.Accepted != 1 {
		t.Errorf("duplicates %d, accepted %d; want the newest 100 known and the others taken again", got.Duplicates, got.Accepted)
	}
	if got := r.Counters().Forgotten; got != 151 {
		t.Errorf("%d forgotten ids are counted, want 151", got)
	}
}

// failing is a log whose appends fail when told to.
type failing struct {
	bus.Log
	with atomic.Pointer[error]
}

func (f *failing) Append(ctx context.Context, batches ...*bus.Batch) error {
	if err := f.with.Load(); err != nil {
		return *err
	}
	return f.Log.Append(ctx, batches...)
}

func TestFullDiskLosesAndDoublesNothing(t *testing.T) {
	log := &failing{Log: openLog(t, t.TempDir())}
	r := openReceiver(t, ingest.Config{Log: log})
	send(t, r, ingest.Origin{}, "a 1 x")
	log.with.Store(&bus.ErrFull)
	text := "a 1 x\na 2 y\na 3 bad\n"
	got, err := r.Receive(t.Context(), ingest.Origin{}, -1, strings.NewReader(text))
	if !errors.Is(err, bus.ErrFull) || got.Accepted+got.Rejected+got.Duplicates != 0 {
		t.Errorf("Receive on a full disk = %+v, %v; want ErrFull and nothing counted", got, err)
	}
	log.with.Store(nil)
	if got := send(t, r, ingest.Origin{}, text); got.Accepted != 1 || got.Duplicates != 1 || got.Rejected != 1 {
		t.Errorf("sent again: %+v; want the record that was not stored accepted", got)
	}
	if got := records(t, log); !slices.Equal(got, []string{"a 1 x", "a 2 y"}) {
		t.Errorf("on the log: %q", got)
	}
}

func TestBrokenStream(t *testing.T) {
	log := openLog(t, t.TempDir())
	r := openReceiver(t, ingest.Config{Log: log})
	broken := io.MultiReader(strings.NewReader("a 1 x\na 2 y\n"), iotest.ErrReader(io.ErrUnexpectedEOF))
	var stream *ingest.StreamError
	got, err := r.Receive(t.Context(), ingest.Origin{}, -1, broken)
	if !errors.As(err, &stream) || got.Accepted != 0 || len(records(t, log)) != 0 {
		t.Errorf("Receive of a broken stream = %+v, %v with %d records on the log; a small delivery is all or nothing", got, err, len(records(t, log)))
	}
}

func TestBackPressure(t *testing.T) {
	log := openLog(t, t.TempDir())
	r := openReceiver(t, ingest.Config{Log: log, InFlight: 1000})
	body, sender := io.Pipe()
	done := make(chan error, 1)
	go func() {
		_, err := r.Receive(t.Context(), ingest.Origin{}, 900, body)
		done <- err
	}()
	if _, err := io.WriteString(sender, "a 1 x\n"); err != nil { // the first sender is in
		t.Fatal(err)
	}
	var busy *ingest.BusyError
	if _, err := r.Receive(t.Context(), ingest.Origin{}, 900, strings.NewReader("a 2 y\n")); !errors.As(err, &busy) || busy.RetryAfter <= 0 {
		t.Errorf("Receive over the bound = %v, want BusyError with a time to come again", err)
	}
	stop(t, sender)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	send(t, r, ingest.Origin{}, "a 2 y\n")
	if got := records(t, log); !slices.Equal(got, []string{"a 1 x", "a 2 y"}) {
		t.Errorf("on the log: %q", got)
	}
	if c := r.Counters(); c.Busy != 1 || c.InFlight != 0 {
		t.Errorf("busy %d, in flight %d; want 1, 0", c.Busy, c.InFlight)
	}
}

// shelf keeps refused records.
type shelf struct {
	mu   sync.Mutex
	kept []ingest.Refusal
}

func (s *shelf) KeepRefused(_ context.Context, refused []ingest.Refusal) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept = append(s.kept, refused...)
	return nil
}

func TestRefusedRecordsAreKept(t *testing.T) {
	s := &shelf{}
	r := openReceiver(t, ingest.Config{Log: openLog(t, t.TempDir()), Keeper: s})
	long := "a 1 bad hunter2 " + strings.Repeat("é", 4000)
	got := send(t, r, ingest.Origin{System: "prod"}, long+"\n"+strings.Repeat("a 2 bad\n", 1200))
	if got.Rejected != 1201 || len(got.Errors) != ingest.MaxErrors {
		t.Errorf("rejected %d with %d reasons, want 1201 with %d", got.Rejected, len(got.Errors), ingest.MaxErrors)
	}
	if first := got.Errors[0]; first.Record != 1 || first.Line != 1 {
		t.Errorf("the first error is of record %d, line %d", first.Record, first.Line)
	}
	if latest := r.Refused(); len(latest) != 1000 || latest[0].Record != 1201 {
		t.Errorf("%d refused records are kept, the newest is %d", len(latest), latest[0].Record)
	}
	if c := r.Counters(); c.Refused["invalid"] != 1201 {
		t.Errorf("refused by class: %v", c.Refused)
	}
	send(t, r, ingest.Origin{System: "prod"}, long)
	if text := r.Refused()[0].Text; strings.Contains(text, "hunter2") || len(text) > 4096 || !strings.HasSuffix(text, "é") {
		t.Errorf("kept %d bytes of text: %.40q…", len(text), text)
	}
	stop(t, r)
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.kept) == 0 || s.kept[0].System != "prod" {
		t.Errorf("%d refused records reached the keeper", len(s.kept))
	}
}

func TestClosedReceiver(t *testing.T) {
	r := openReceiver(t, ingest.Config{Log: openLog(t, t.TempDir())})
	stop(t, r)
	if _, err := r.Receive(t.Context(), ingest.Origin{}, -1, strings.NewReader("a 1 x")); !errors.Is(err, ingest.ErrClosed) {
		t.Errorf("Receive after Close = %v, want ErrClosed", err)
	}
}
