package handover

import (
	"context"
	"time"

	"tabard.dev/tabard/internal/normalize"
)

// Lot lends the items for one chunk of records. It is for one goroutine at a time; a nil one has none to lend.
type Lot struct {
	handover *Handover
	room     int64 // bytes that are left of what was reserved
	kept     int64 // bytes of items
	text     int64 // of these the bytes of records
}

// firstRate is how many bytes are reserved for each byte of records before it is known how many are needed.
const firstRate = 32

// patience is how long a sender waits for room. Judging that frees none for so long has stopped; what comes is then judged
// from the log.
const patience = time.Second

// Lot reserves room for records of so many bytes, and waits for it while judging goes on. It gives nil when there is none, or
// when judging is far from the end of the log.
func (h *Handover) Lot(ctx context.Context, bytes int) *Lot {
	if h == nil {
		return nil
	}
	var timeout <-chan time.Time
	for {
		lot, room := h.reserve(int64(bytes))
		if room == nil {
			return lot
		}
		if timeout == nil {
			timer := time.NewTimer(patience)
			defer timer.Stop()
			timeout = timer.C
		}
		select {
		case <-room:
		case <-ctx.Done():
			return nil
		case <-timeout:
			h.mu.Lock()
			defer h.mu.Unlock()
			h.stuck = true
			return nil
		}
	}
}

// reserve gives a lot, nil when there is none to be had, or what to wait for.
func (h *Handover) reserve(bytes int64) (*Lot, <-chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	want := min(bytes*h.rate, h.limit/2)
	switch {
	case h.near && (h.used <= 0 || h.used+want <= h.limit):
		h.used += want
		return &Lot{handover: h, room: want}, nil
	case h.near && !h.stuck:
		return nil, h.room
	}
	return nil, nil
}

// Item lends an item for a record of a family; nil when the lot is used up. A record of another family must not be decoded into it.
func (l *Lot) Item(family string) *normalize.Item {
	if l == nil || l.room <= 0 {
		return nil
	}
	h := l.handover
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.spare.get(family, h.limit-h.used)
}

// Keep counts an item that a record was decoded into.
func (l *Lot) Keep(item *normalize.Item) {
	bytes := size(item)
	l.room, l.kept, l.text = l.room-bytes, l.kept+bytes, l.text+int64(len(item.Event.Record))
}

// Return takes an unused item back.
func (l *Lot) Return(item *normalize.Item) {
	h := l.handover
	h.mu.Lock()
	defer h.mu.Unlock()
	h.spare.put(item, h.limit)
}

// Drop takes back an item that was counted, and whose record goes nowhere.
func (h *Handover) Drop(item *normalize.Item) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.give(size(item))
	h.spare.put(item, h.limit)
}

// End gives back what was reserved and not needed. The items live on in their batches.
func (l *Lot) End() {
	if l == nil {
		return
	}
	h := l.handover
	h.mu.Lock()
	defer h.mu.Unlock()
	h.give(l.room)
	l.room = 0
	if l.text > 0 { // a quarter more than was needed, and fewer only slowly
		h.rate = max(1, h.rate-h.rate/8, l.kept*5/4/l.text)
	}
}
