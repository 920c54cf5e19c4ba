package bustest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"sync"
	"testing"
	"time"

	"tabard.dev/tabard/internal/bus"
)

func appendSamples(t *testing.T, log bus.Log, from, to int) {
	t.Helper()
	for n := from; n < to; n++ {
		if err := log.Append(t.Context(), Sample(n)); err != nil {
			t.Fatalf("Append(sample %d): %v", n, err)
		}
	}
}

// sameSamples checks that batches are the samples from a number on, with sequences from first on.
func sameSamples(t *testing.T, got []*bus.Batch, first uint64, from, to int) {
	t.Helper()
	if len(got) != to-from {
		t.Fatalf("read %d batches, want %d", len(got), to-from)
	}
	last := time.Time{}
	for i, b := range got {
		if b.Seq != first+uint64(i) {
			t.Fatalf("batch %d has sequence %d, want %d", i, b.Seq, first+uint64(i))
		}
		if diff := compare(b, Sample(from+i)); diff != "" {
			t.Fatalf("batch %d: %s", b.Seq, diff)
		}
		if b.Appended.Before(last) || b.Appended.Location() != time.UTC {
			t.Fatalf("batch %d was appended at %v, after one at %v", b.Seq, b.Appended, last)
		}
		last = b.Appended
	}
}

func (s trial) appendAndRead() {
	t := s.t
	log := s.open(t, t.TempDir())
	if first, last := log.Bounds(); first != 0 || last != 0 {
		t.Errorf("Bounds of a new log = %d, %d, want 0, 0", first, last)
	}
	if got := whole(t, log, 1); len(got) != 0 {
		t.Errorf("a new log has %d batches", len(got))
	}
	before := time.Now().Add(-time.Millisecond)
	group := []*bus.Batch{Sample(0), Sample(1), Sample(2)}
	if err := log.Append(t.Context(), group...); err != nil {
		t.Fatal(err)
	}
	for i, b := range group {
		if b.Seq != uint64(i)+1 || b.Appended.Before(before) {
			t.Errorf("Append set sequence %d and time %v on batch %d", b.Seq, b.Appended, i)
		}
	}
	appendSamples(t, log, 3, 200)
	sameSamples(t, whole(t, log, 1), 1, 0, 200)
	sameSamples(t, whole(t, log, 150), 150, 149, 200)
	if got := whole(t, log, 201); len(got) != 0 {
		t.Errorf("Read after the end gives %d batches", len(got))
	}
	if first, last := log.Bounds(); first != 1 || last != 200 {
		t.Errorf("Bounds = %d, %d, want 1, 200", first, last)
	}
	if err := log.Check(t.Context()); err != nil {
		t.Errorf("Check of a good log = %v", err)
	}
	if size, err := log.Size(t.Context()); err != nil || size < 1000 {
		t.Errorf("Size = %d, %v", size, err)
	}
}

func (s trial) headers() {
	t := s.t
	log := s.open(t, t.TempDir())
	appendSamples(t, log, 0, 30)
	n := 0
	for b, err := range log.Headers(t.Context(), 1) {
		if err != nil {
			t.Fatal(err)
		}
		want := Sample(n)
		want.Records, b.Records = nil, nil
		if diff := compare(b, want); diff != "" || b.Seq != uint64(n)+1 { //nolint:gosec // not negative
			t.Errorf("header %d: sequence %d, %s", n+1, b.Seq, diff)
		}
		n++
	}
	if n != 30 {
		t.Errorf("Headers gives %d, want 30", n)
	}
}

func (s trial) limits() {
	t := s.t
	log := s.open(t, t.TempDir())
	big := func(sizes ...int) *bus.Batch {
		b := &bus.Batch{Kind: bus.Records, Family: "generic"}
		for _, size := range sizes {
			b.Records = append(b.Records, bytes.Repeat([]byte("x"), size))
		}
		return b
	}
	for name, bad := range map[string]*bus.Batch{
		"no kind":          {},
		"record too large": big(bus.MaxRecord + 1),
		"batch too large":  big(bus.MaxBatch, 1),
		"too many":         big(make([]int, bus.MaxRecords+1)...),
		"ids do not match": {Kind: bus.Records, Records: [][]byte{{'x'}}, IDs: make([][16]byte, 2)},
	} {
		if err := log.Append(t.Context(), Sample(0), bad); !errors.Is(err, bus.ErrBadBatch) {
			t.Errorf("Append(%s) = %v, want ErrBadBatch", name, err)
		}
	}
	good := []*bus.Batch{big(bus.MaxRecord), big(bus.MaxBatch/2, bus.MaxBatch/2), big(make([]int, bus.MaxRecords)...), {Kind: bus.Tick}}
	if err := log.Append(t.Context(), good...); err != nil {
		t.Fatal(err)
	}
	got := whole(t, log, 1)
	if len(got) != len(good) {
		t.Fatalf("read %d batches, want %d: a refused group must leave nothing", len(got), len(good))
	}
	for i := range got {
		if diff := compare(got[i], good[i]); diff != "" {
			t.Errorf("batch %d: %s", i+1, diff)
		}
	}
}

func (s trial) manySenders() {
	t := s.t
	log := s.open(t, t.TempDir())
	const senders, each = 8, 40
	var wait sync.WaitGroup
	fails := make(chan error, senders)
	for sender := range senders {
		wait.Go(func() {
			last := uint64(0)
			for i := range each {
				b := Sample(sender*1000 + i)
				if err := log.Append(t.Context(), b); err != nil {
					fails <- err
					return
				}
				if b.Seq <= last {
					fails <- fmt.Errorf("sender %d got sequence %d after %d", sender, b.Seq, last)
					return
				}
				last = b.Seq
			}
		})
	}
	// A reader at the same time sees only whole, ordered batches.
	for at := uint64(0); at < senders*each/2; {
		if err := log.Wait(t.Context(), at); err != nil {
			t.Fatal(err)
		}
		for _, b := range whole(t, log, at+1) {
			if b.Seq != at+1 {
				t.Fatalf("read sequence %d after %d", b.Seq, at)
			}
			at = b.Seq
		}
	}
	wait.Wait()
	close(fails)
	for err := range fails {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, b := range whole(t, log, 1) {
		if diff := differs(b); diff != "" {
			t.Errorf("batch %d: %s", b.Seq, diff)
		}
		seen[b.Cursor] = true
	}
	if len(seen) != senders*each {
		t.Errorf("read %d different batches, want %d", len(seen), senders*each)
	}
}

func (s trial) wait() {
	t := s.t
	log := s.open(t, t.TempDir())
	short, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	if err := log.Wait(short, 0); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Wait on an empty log = %v, want the deadline", err)
	}
	done := make(chan error, 1)
	go func() { done <- log.Wait(t.Context(), 1) }()
	appendSamples(t, log, 0, 2)
	if err := <-done; err != nil {
		t.Errorf("Wait(1) = %v after two batches", err)
	}
	if err := log.Wait(t.Context(), 1); err != nil {
		t.Errorf("Wait(1) = %v when the batch is there", err)
	}
}

func (s trial) cursors() {
	t := s.t
	folder := t.TempDir()
	log := s.open(t, folder)
	appendSamples(t, log, 0, 20)
	want := map[string]string{}
	for n := 15; n < 20; n++ {
		want[Sample(n).Source] = Sample(n).Cursor
	}
	check := func(when string) {
		t.Helper()
		if got, err := log.Cursors(t.Context()); err != nil || !maps.Equal(got, want) {
			t.Errorf("Cursors %s = %v, %v, want %v", when, got, err, want)
		}
	}
	check("after append")
	if err := log.Prune(t.Context(), 20); err != nil {
		t.Fatal(err)
	}
	check("after prune")
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	log = s.open(t, folder)
	check("after reopen")
}

func (s trial) prune() {
	t := s.t
	folder := t.TempDir()
	log := s.open(t, folder)
	appendSamples(t, log, 0, 100)
	check := func() {
		t.Helper()
		var said []*bus.Batch
		rest := whole(t, log, 1)
		for len(rest) > 0 && rest[0].Seq < 60 {
			said, rest = append(said, rest[0]), rest[1:]
		}
		sameSamples(t, rest, 60, 59, 100)
		if len(said) != 6 {
			t.Errorf("%d batches are left before the pruned sequence, want the 6 that people said", len(said))
		}
		for _, b := range said {
			if diff := differs(b); b.Kind != bus.Said || diff != "" {
				t.Errorf("batch %d of kind %d is left: %s", b.Seq, b.Kind, diff)
			}
		}
		if first, last := log.Bounds(); first != 4 || last != 100 {
			t.Errorf("Bounds = %d, %d, want 4, 100", first, last)
		}
	}
	if err := log.Prune(t.Context(), 60); err != nil {
		t.Fatal(err)
	}
	check()
	if err := log.Prune(t.Context(), 30); err != nil {
		t.Fatal(err)
	}
	check()
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	log = s.open(t, folder)
	check()
	sameSamples(t, whole(t, log, 60), 60, 59, 100)
	appendSamples(t, log, 100, 101)
	sameSamples(t, whole(t, log, 60), 60, 59, 101)
}

func (s trial) pruneEverything() {
	t := s.t
	folder := t.TempDir()
	log := s.open(t, folder)
	appendSamples(t, log, 0, 3)
	if err := log.Prune(t.Context(), 1000); err != nil {
		t.Fatal(err)
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	log = s.open(t, folder)
	b := Sample(3)
	if err := log.Append(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	if b.Seq != 4 {
		t.Errorf("after pruning everything the next sequence is %d, want 4", b.Seq)
	}
}

func (s trial) reopen() {
	t := s.t
	folder := t.TempDir()
	for round := range 4 {
		log := s.open(t, folder)
		sameSamples(t, whole(t, log, 1), 1, 0, 10*round)
		appendSamples(t, log, 10*round, 10*round+10)
		if err := log.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func (s trial) withdraw() {
	t := s.t
	log := s.open(t, t.TempDir())
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	err := log.Append(ended, Sample(0))
	if err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("Append with an ended context = %v", err)
	}
	if got := len(whole(t, log, 1)); (err == nil) != (got == 1) {
		t.Errorf("Append with an ended context = %v and left %d batches", err, got)
	}
}

func (s trial) closed() {
	t := s.t
	log := s.open(t, t.TempDir())
	appendSamples(t, log, 0, 1)
	waiting := make(chan error, 1)
	go func() { waiting <- log.Wait(context.Background(), 5) }()
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-waiting; !errors.Is(err, bus.ErrClosed) {
		t.Errorf("Wait on a closed log = %v, want ErrClosed", err)
	}
	if err := log.Append(t.Context(), Sample(1)); !errors.Is(err, bus.ErrClosed) {
		t.Errorf("Append to a closed log = %v, want ErrClosed", err)
	}
}
