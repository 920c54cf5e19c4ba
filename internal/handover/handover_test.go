package handover_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/handover"
)

// fill makes a batch of as many decoded records as the lot has items for, and at most so many.
func fill(lot *handover.Lot, records int) *handover.Batch {
	b := &handover.Batch{Batch: &bus.Batch{Kind: bus.Records}}
	for range records {
		item := lot.Item("a")
		if item != nil {
			item.Slots = tabard.NewSlots(100, nil)
			item.Event.Family, item.Event.Record = "a", make([]byte, 1000)
			lot.Keep(item)
		}
		b.Add(item)
	}
	lot.End()
	return b
}

// put appends batches that get the sequences from one on.
func put(h *handover.Handover, first uint64, batches ...*handover.Batch) {
	_ = h.Append(batches, func() error {
		for i, b := range batches {
			b.Seq = first + uint64(i)
		}
		return nil
	})
}

func TestTakeInOrder(t *testing.T) {
	h := handover.New(1 << 20)
	h.Near(true)
	put(h, 1, fill(h.Lot(t.Context(), 5000), 2), fill(h.Lot(t.Context(), 5000), 2))
	put(h, 4, fill(h.Lot(t.Context(), 5000), 2))
	for seq, want := range map[uint64]bool{1: true, 2: true, 3: false, 4: true, 5: false} {
		if h.Has(seq) != want {
			t.Errorf("Has(%d) = %v, want %v", seq, !want, want)
		}
	}
	if b := h.Take(1); b == nil || b.Seq != 1 || len(b.Items) != 2 {
		t.Errorf("Take(1) = %v", b)
	}
	if b := h.Take(3); b != nil {
		t.Errorf("Take(3) = batch %d, want none", b.Seq)
	}
	if h.Has(2) {
		t.Error("batch 2 is kept after 3 was asked for")
	}
	put(h, 2, fill(h.Lot(t.Context(), 5000), 2))
	if h.Has(2) {
		t.Error("a batch that judging is past is kept")
	}
}

func TestOnlyWhatIsWholeAndDurable(t *testing.T) {
	h := handover.New(1 << 20)
	if lot := h.Lot(t.Context(), 5000); lot != nil {
		t.Error("there is a lot before judging is near the end of the log")
	}
	h.Near(true)
	put(h, 1, fill(h.Lot(t.Context(), 100), 50))
	if h.Has(1) {
		t.Error("a batch is here, and some of its records are not")
	}
	failed := fill(h.Lot(t.Context(), 5000), 2)
	if err := h.Append([]*handover.Batch{failed}, func() error { failed.Seq = 2; return bus.ErrFull }); !errors.Is(err, bus.ErrFull) {
		t.Errorf("Append = %v", err)
	}
	if h.Has(2) {
		t.Error("a batch is here that is not on the log")
	}
}

// A sender waits while judging goes on; when that stands still it does not wait for long, and those after it not at all.
func TestBound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := handover.New(100_000)
		h.Near(true)
		full := fill(h.Lot(t.Context(), 100_000), 100)
		if n := len(full.Items); full.Items[n-1] != nil {
			t.Fatalf("a lot has items for %d records of 1000 bytes", n)
		}
		put(h, 1, full)
		var held []*handover.Batch
		for lot := h.Lot(t.Context(), 3000); lot != nil; lot = h.Lot(t.Context(), 3000) {
			held = append(held, fill(lot, 3))
			if len(held) > 100 {
				t.Fatal("the bound is none")
			}
		}
		began := time.Now()
		if h.Lot(t.Context(), 3000) != nil || time.Since(began) > 0 {
			t.Error("a sender waits that should know better")
		}
		put(h, 2, held...)
		for range held {
			h.Release(h.Take(held[0].Seq))
			held = held[1:]
		}
		if h.Lot(t.Context(), 3000) == nil {
			t.Error("no room after a batch was judged")
		}
	})
}

func TestSettleWaitsForAppend(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := handover.New(1 << 20)
		h.Near(true)
		b := fill(h.Lot(t.Context(), 5000), 1)
		durable := make(chan struct{})
		go func() {
			_ = h.Append([]*handover.Batch{b}, func() error {
				b.Seq = 1
				close(durable)
				time.Sleep(time.Second) //nolint:forbidigo // a slow disk, on a clock of its own
				return nil
			})
		}()
		<-durable
		h.Settle(t.Context())
		if h.Take(1) == nil {
			t.Error("the batch is not here after its append was over")
		}
	})
}

// A nil one is for those who only read the log.
func TestNone(t *testing.T) {
	var h *handover.Handover
	lot := h.Lot(context.Background(), 1000)
	if item := lot.Item("a"); item != nil {
		t.Error("an item of nothing")
	}
	lot.End()
	h.Near(true)
	h.Settle(t.Context())
	if h.Take(1) != nil || h.Has(1) {
		t.Error("a batch of nothing")
	}
	if err := h.Append(nil, func() error { return bus.ErrClosed }); !errors.Is(err, bus.ErrClosed) {
		t.Errorf("Append = %v", err)
	}
}
