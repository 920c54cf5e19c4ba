package pipeline

import (
	"context"

	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/handover"
)

// farBehind is how many batches in a row are read from the log before ingest is told that judging is behind.
const farBehind = 64

// reader takes batches in the order of the log, those that ingest has decoded from memory, and makes jobs of them.
type reader struct {
	log      bus.Log
	handover *handover.Handover
	decoder  Decoder // to ask whether what was handed over is decoded as it should be
	free     <-chan *job
	ordered  chan<- *job
	next     uint64 // sequence after the last one that was read
}

// run reads until the context ends or the log cannot be read.
func (r *reader) run(ctx context.Context) error {
	for ctx.Err() == nil {
		if b := r.handover.Take(r.next); b != nil && r.handTaken(ctx, b) {
			continue
		}
		if _, last := r.log.Bounds(); last >= r.next {
			if err := r.read(ctx); err != nil {
				return err
			}
			continue
		}
		r.handover.Near(true)
		if err := r.log.Wait(ctx, r.next-1); err != nil && ctx.Err() == nil {
			return err
		}
		r.handover.Settle(ctx)
	}
	return nil
}

// read hands out what is on the log, until it meets what was handed over.
func (r *reader) read(ctx context.Context) error {
	count := 0
	for batch, err := range r.log.Read(ctx, r.next) {
		if err != nil {
			return err
		}
		if !r.hand(ctx, batch) || r.handover.Has(r.next) {
			break
		}
		if count++; count == farBehind {
			r.handover.Near(false)
		}
	}
	return nil
}

// hand makes jobs of a batch. It reports false when the context has ended.
func (r *reader) hand(ctx context.Context, batch *bus.Batch) bool {
	records := 0
	if batch.Kind == bus.Records {
		records = len(batch.Records)
	}
	for at := 0; ; at += jobRecords {
		var j *job
		select {
		case j = <-r.free:
		case <-ctx.Done():
			return false
		}
		j.batch, j.from, j.to, j.done = batch, at, min(at+jobRecords, records), make(chan struct{})
		j.last = j.to >= records
		if j.from >= j.to {
			close(j.done)
		} else {
			j.inbox <- j // has room for all its jobs
		}
		select {
		case r.ordered <- j:
		case <-ctx.Done():
			return false
		}
		if j.last {
			r.next = batch.Seq + 1
			return true
		}
	}
}

// handTaken makes a job of a batch that ingest has decoded. It reports false when the batch must be decoded anew, because rules
// that changed since ask for other fields.
func (r *reader) handTaken(ctx context.Context, b *handover.Batch) bool {
	for _, item := range b.Items {
		if !r.decoder.Filled(item) {
			r.handover.Release(b)
			return false
		}
	}
	j := &job{batch: b.Batch, to: len(b.Items), last: true, items: b.Items, done: make(chan struct{}), give: func(*job) { r.handover.Release(b) }}
	close(j.done)
	select {
	case r.ordered <- j:
		r.next = b.Seq + 1
	case <-ctx.Done():
		j.release()
	}
	return true
}
