package pipeline

import (
	"context"
	"sync"

	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/normalize"
)

// jobRecords is how many records are decoded at a time; jobsAhead how many such jobs each decoder may be ahead.
const (
	jobRecords = 64
	jobsAhead  = 4
)

// job is a stretch of a batch on its way to the judge. It is used again and again, by the one decoder that its items belong to.
type job struct {
	batch    *bus.Batch
	from, to int // records
	last     bool
	items    []normalize.Item
	errors   []error
	done     chan struct{}

	inbox chan<- *job // of its decoder
	free  chan<- *job // where it goes after it was judged
}

// release gives a judged job back.
func (j *job) release() {
	j.batch = nil
	j.free <- j // as large as there are jobs
}

func (j *job) decode(d Decoder) {
	for i := range j.to - j.from {
		j.errors[i] = d.Decode(j.batch.Family, j.batch.Records[j.from+i], j.batch.Appended, &j.items[i])
	}
	close(j.done)
}

// decodeAhead reads the log from a sequence on and decodes it. The jobs come in the order of the log; one is ready when its
// done is closed. The channel is closed when the context ends.
func (p *Pipeline) decodeAhead(ctx context.Context, group *sync.WaitGroup, from uint64, fail context.CancelCauseFunc) <-chan *job {
	all := p.Decoders * jobsAhead
	ordered, free := make(chan *job, all), make(chan *job, all)
	inboxes := make([]chan *job, p.Decoders)
	for n := range inboxes {
		inbox := make(chan *job, jobsAhead)
		inboxes[n] = inbox
		decoder := p.Decoder()
		group.Go(func() {
			for {
				select {
				case j := <-inbox:
					j.decode(decoder)
				case <-ctx.Done():
					return
				}
			}
		})
	}
	for n := range all { // one decoder after the other, so that neighbors are decoded side by side
		inbox := inboxes[n%len(inboxes)]
		free <- &job{items: make([]normalize.Item, jobRecords), errors: make([]error, jobRecords), inbox: inbox, free: free}
	}
	group.Go(func() {
		defer close(ordered)
		r := reader{free: free, ordered: ordered}
		for ctx.Err() == nil {
			if err := r.read(ctx, p.Log, from); err != nil {
				fail(err)
				return
			}
			from = max(from, r.next)
			if err := p.Log.Wait(ctx, from-1); err != nil && ctx.Err() == nil {
				fail(err)
				return
			}
		}
	})
	return ordered
}

// reader cuts batches into jobs.
type reader struct {
	free    <-chan *job
	ordered chan<- *job
	next    uint64 // sequence after the last one that was read
}

// read hands out what is on the log from a sequence on.
func (r *reader) read(ctx context.Context, log bus.Log, from uint64) error {
	r.next = from
	for batch, err := range log.Read(ctx, from) {
		if err != nil {
			return err
		}
		if !r.hand(ctx, batch) {
			return nil
		}
		r.next = batch.Seq + 1
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
		r.ordered <- j // has room for all jobs
		if j.last {
			return true
		}
	}
}
