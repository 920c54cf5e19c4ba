package ingest

import (
	"context"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
)

// delivery is one stream of records on its way to the log, a chunk at a time.
type delivery struct {
	receiver *Receiver
	from     Origin
	admitter Admitter
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
	text    []byte // the records, one after the other
	entries []entry
	refused map[string]uint32 // by family
	errors  []RecordError     // what to say of them, as far as it is said

	// Set by the appending goroutine before done.
	accepted, duplicates int
	done                 chan error
}

type entry struct {
	family     string
	id         [16]byte
	start, end int
}

func (r *Receiver) delivery(from Origin) *delivery {
	admitter := r.admitters.Get().(Admitter) //nolint:forcetypeassert // the pool holds nothing else
	return &delivery{receiver: r, from: from, admitter: admitter, received: time.Now(), chunk: &chunk{from: from}}
}

func (d *delivery) end() { d.receiver.admitters.Put(d.admitter) }

// take puts a piece of the stream into the chunk, or counts it as refused for the reason given or found.
func (d *delivery) take(ctx context.Context, piece tabard.Piece, why error) error {
	d.number++
	family := d.from.Family
	if why == nil {
		family, why = d.admitter.Guess(family, piece.Record)
	}
	if why != nil {
		d.refuse(family, piece.Record, piece.Line, why)
		return nil
	}
	for _, record := range d.admitter.Unwrap(family, piece.Record) {
		admitted, err := d.admitter.Admit(family, record, d.received)
		if err == nil && len(admitted.Record) > bus.MaxRecord {
			err = &SizeError{Size: len(admitted.Record)}
		}
		if err != nil {
			d.refuse(family, record, piece.Line, err)
			continue
		}
		if !d.whole && d.chunk.full(len(admitted.Record)) {
			if err := d.flush(ctx, ""); err != nil {
				return err
			}
		}
		d.chunk.add(family, admitted)
	}
	return nil
}

func (c *chunk) full(more int) bool {
	return len(c.entries) > 0 && (len(c.text)+more > chunkBytes || len(c.entries) == chunkRecords)
}

func (c *chunk) add(family string, admitted Admitted) {
	start := len(c.text)
	c.text = append(c.text, admitted.Record...)
	c.entries = append(c.entries, entry{family, admitted.ID, start, len(c.text)})
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
	if err := <-c.done; err != nil {
		return err
	}
	for _, n := range c.refused {
		d.result.Rejected += int(n)
	}
	d.result.Errors = append(d.result.Errors, c.errors...)
	d.result.Accepted += c.accepted
	d.result.Duplicates += c.duplicates
	d.chunk = &chunk{from: d.from, text: c.text[:0], entries: c.entries[:0]}
	return nil
}
