// Package handover passes decoded records from ingest to judging in memory, so that what ingest has decoded is not read back
// from the log and decoded again. It stands beside the log, between stages 1 and 2.
//
// The log stays the truth. Only what is durable is handed over, and who finds a batch missing here reads it from the log, with
// the same result: after a start, when judging is behind, and when there is no room. It holds a bounded number of bytes.
//
// An item has one owner at a time: the [Lot] of a chunk on its way to the log, then the [Batch] that waits or is being judged,
// then the handover itself, which lends it again.
package handover

import (
	"context"
	"slices"
	"sync"

	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/normalize"
)

// Handover is where decoded records wait. Its methods are safe for concurrent use; a nil one takes nothing and has nothing.
type Handover struct {
	limit int64

	mu        sync.Mutex
	used      int64             // bytes that lots reserved and that batches hold
	rate      int64             // bytes to reserve for each byte of records
	spare     spare             // items to lend
	ready     map[uint64]*Batch // durable, and not taken yet
	next      uint64            // what judging asks for next; what is before it is not kept
	appending chan struct{}     // closed when the append under way is over; nil when there is none
	room      chan struct{}     // closed when bytes become free
	near      bool              // judging is near the end of the log
	stuck     bool              // a sender waited in vain, and nothing became free since
}

// Batch is a batch of the log with its records decoded.
type Batch struct {
	*bus.Batch
	Items []*normalize.Item // one for each record
	size  int64
}

// Add puts the item of the batch's next record in; nil when it was not decoded into one, and then the batch is not handed over.
func (b *Batch) Add(item *normalize.Item) {
	b.Items = append(b.Items, item)
	if item != nil {
		b.size += size(item)
	}
}

// New makes a handover that holds so many bytes.
func New(limit int64) *Handover {
	return &Handover{limit: limit, rate: firstRate, ready: map[uint64]*Batch{}, room: make(chan struct{})}
}

// Append runs what appends batches to the log, and hands those over whose records are all decoded. Who learns of a batch from
// the log before it is here waits for the end of this with [Handover.Settle].
func (h *Handover) Append(batches []*Batch, do func() error) error {
	if h == nil {
		return do()
	}
	over := make(chan struct{})
	h.mu.Lock()
	h.appending = over
	h.mu.Unlock()
	err := do()
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, b := range batches {
		if err == nil && h.near && b.Seq >= h.next && len(b.Items) > 0 && !slices.Contains(b.Items, nil) {
			h.ready[b.Seq] = b
		} else {
			h.free(b)
		}
	}
	h.appending = nil
	close(over)
	return err
}

// Take gives the batch of a sequence, nil when it is not here. Nothing before it is asked for again.
func (h *Handover) Take(seq uint64) *Batch {
	if h == nil {
		return nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.next != seq {
		h.next = seq
		for old, b := range h.ready {
			if old < seq {
				delete(h.ready, old)
				h.free(b)
			}
		}
	}
	b := h.ready[seq]
	if b == nil {
		return nil
	}
	delete(h.ready, seq)
	h.next++
	for _, item := range b.Items {
		item.Receive(b.Appended)
	}
	return b
}

// Has tells whether the batch of a sequence is here.
func (h *Handover) Has(seq uint64) bool {
	if h == nil {
		return false
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.ready[seq] != nil
}

// Settle waits for the append under way, if there is one.
func (h *Handover) Settle(ctx context.Context) {
	if h == nil {
		return
	}
	h.mu.Lock()
	over := h.appending
	h.mu.Unlock()
	if over == nil {
		return
	}
	select {
	case <-over:
	case <-ctx.Done():
	}
}

// Near says whether judging is near the end of the log. While it is not, nothing is handed over and nobody waits for room.
func (h *Handover) Near(near bool) {
	if h == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.near = near
	if near {
		return
	}
	for seq, b := range h.ready {
		delete(h.ready, seq)
		h.free(b)
	}
}

// Release gives back the items of a batch that was judged.
func (h *Handover) Release(b *Batch) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.free(b)
}

// free makes the items of a batch spare.
func (h *Handover) free(b *Batch) {
	for _, item := range b.Items {
		if item != nil {
			h.spare.put(item, h.limit)
		}
	}
	h.give(b.size)
	b.Items = nil
}

// give makes bytes free and wakes who waits for them.
func (h *Handover) give(bytes int64) {
	if h.used -= bytes; bytes > 0 {
		h.stuck = false
		close(h.room)
		h.room = make(chan struct{})
	}
}
