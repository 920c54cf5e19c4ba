package ingest

import (
	"context"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/handover"
	"tabard.dev/tabard/internal/normalize"
)

// reader reads records: for one delivery at a time, and then for another.
type reader struct {
	Admitter
	before string         // family of the last record
	item   normalize.Item // for records that are not handed over
}

// delivery is one stream of records on its way to the log, a chunk at a time.
type delivery struct {
	*reader
	receiver *Receiver
	from     Origin
	size     int // bytes that are still to come, as far as that is known
	received time.Time
	number   int  // records so far, refused ones included
	whole    bool // it is one chunk, whatever its size
	chunk    *chunk
	result   Result
}

// chunk is what goes to the log at once, all or none.
type chunk struct {
	from    Origin
	cursor  string
	text    texts
	entries []entry
	lot     *handover.Lot     // of the items of its entries; nil where judging reads them from the log
	refused map[string]uint32 // by family
	errors  []RecordError     // what to say of them, as far as it is said

	// Set by the appending goroutine before done.
	accepted, duplicates int
	done                 chan error
}

// entry is a record. Once it is in a chunk nobody changes its text.
type entry struct {
	family string
	id     [16]byte
	record []byte
	item   *normalize.Item // nil where it is not handed over
}

func (r *Receiver) delivery(from Origin, size int) *delivery {
	reader := r.readers.Get().(*reader) //nolint:forcetypeassert // the pool holds nothing else
	d := &delivery{receiver: r, reader: reader, from: from, size: size, received: time.Now()}
	d.chunk = d.next(nil)
	return d
}

// next gives an empty chunk. The memory of the one before it is used again if nobody else has it.
func (d *delivery) next(last *chunk) *chunk {
	c := &chunk{from: d.from}
	c.text.expect = min(d.size, chunkBytes)
	if last != nil && last.lot == nil {
		c.text.block, c.entries = last.text.block[:0], last.entries[:0]
	}
	return c
}

// end gives back what the delivery holds and did not send.
func (d *delivery) end() {
	for _, e := range d.chunk.entries {
		if e.item != nil {
			d.receiver.handover.Drop(e.item)
		}
	}
	d.chunk.lot.End()
	d.receiver.readers.Put(d.reader)
}

// take puts a piece of the stream into the chunk, or counts it as refused for the reason given or found.
func (d *delivery) take(ctx context.Context, piece tabard.Piece, why error) error {
	d.number++
	if why != nil {
		d.refuse(d.from.Family, piece.Record, piece.Line, why)
		return nil
	}
	if err := d.begin(ctx, len(piece.Record)); err != nil {
		return err
	}
	expected := d.from.Family
	if expected == "" {
		expected = d.before
	}
	record, item := d.lend(expected, piece.Record)
	family, err := d.Guess(d.from.Family, d.before, record, item)
	if err != nil {
		d.giveBack(item, record)
		d.refuse(d.from.Family, piece.Record, piece.Line, err)
		return nil
	}
	d.before = family
	inside := d.Unwrap(family, record)
	for i, one := range inside {
		switch {
		case i > 0:
			if err := d.begin(ctx, len(one)); err != nil {
				return err
			}
			one, item = d.lend(family, one)
		case family != expected && item != &d.item:
			d.chunk.lot.Return(item)
			if item = d.chunk.lot.Item(family); item == nil {
				item = &d.item
			}
		}
		if why := d.admit(family, one, item); why != nil {
			d.refuse(family, one, piece.Line, why)
			d.giveBack(item, one)
		}
	}
	return nil
}

// begin makes sure that the chunk has room for one more record, and a lot if there is one to be had.
func (d *delivery) begin(ctx context.Context, bytes int) error {
	c := d.chunk
	if !d.whole && len(c.entries) > 0 && (c.text.size+bytes > chunkBytes || len(c.entries) == chunkRecords) {
		if err := d.flush(ctx, ""); err != nil {
			return err
		}
		c = d.chunk
	}
	if c.lot == nil && len(c.entries) == 0 {
		c.lot = d.receiver.handover.Lot(ctx, c.text.expect)
	}
	return nil
}

// lend gives the item to decode a record into, and the record where it may stay: one that is handed over lives on.
func (d *delivery) lend(family string, record []byte) ([]byte, *normalize.Item) {
	if item := d.chunk.lot.Item(family); item != nil {
		return d.chunk.text.keep(record), item
	}
	return record, &d.item
}

func (d *delivery) giveBack(item *normalize.Item, record []byte) {
	if item != &d.item {
		d.chunk.lot.Return(item)
		d.chunk.text.undo(record)
	}
}

// admit puts a record into the chunk; the error says why it is refused.
func (d *delivery) admit(family string, record []byte, item *normalize.Item) error {
	id, err := d.Admit(family, record, d.received, item)
	if err != nil {
		return err
	}
	e := entry{family: family, id: id, record: item.Event.Record, item: item}
	if len(e.record) > bus.MaxRecord {
		return &SizeError{Size: len(e.record)}
	}
	if item == &d.item {
		e.record, e.item = d.chunk.text.keep(e.record), nil
	} else {
		d.chunk.lot.Keep(item)
	}
	d.chunk.entries = append(d.chunk.entries, e)
	return nil
}

func (d *delivery) refuse(family string, record []byte, line int, why error) {
	if d.chunk.refused == nil {
		d.chunk.refused = map[string]uint32{}
	}
	d.chunk.refused[family]++
	refusal := d.refusal(family, record, line, why)
	if len(d.result.Errors)+len(d.chunk.errors) < MaxErrors {
		d.chunk.errors = append(d.chunk.errors, RecordError{Record: d.number, Line: line, Reason: refusal.Reason})
	}
	d.receiver.refusals.add(refusal)
}

// flush sends the chunk to the log and waits for its fate; what is not on the log is not counted. A cursor is put on the log even when the chunk is empty.
func (d *delivery) flush(ctx context.Context, cursor string) error {
	c := d.chunk
	if len(c.entries) == 0 && len(c.refused) == 0 && cursor == "" {
		return nil
	}
	c.cursor, c.done = cursor, make(chan error, 1)
	if err := ctx.Err(); err != nil {
		return err // a select could still choose to send
	}
	select {
	case d.receiver.chunks <- c:
	case <-ctx.Done():
		return ctx.Err()
	case <-d.receiver.closing:
		return ErrClosed
	}
	err := <-c.done
	c.lot.End()
	d.size = max(d.size-c.text.size, 0)
	d.chunk = d.next(c)
	if err != nil {
		return err
	}
	for _, n := range c.refused {
		d.result.Rejected += int(n)
	}
	d.result.Errors = append(d.result.Errors, c.errors...)
	d.result.Accepted += c.accepted
	d.result.Duplicates += c.duplicates
	return nil
}
