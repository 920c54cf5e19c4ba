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

// job is a stretch of a batch on its way to the judge. It is used again and again, by the one decoder that its items belong to;
// or it is a whole batch that ingest has decoded.
type job struct {
	batch    *bus.Batch
	from, to int // records
	last     bool
	items    []*normalize.Item
	errors   []error // nil where ingest has decoded
	done     chan struct{}

	inbox chan<- *job // of its decoder
	give  func(*job)  // gives it back after it was judged
}

// release gives a judged job back.
func (j *job) release() { j.give(j) }

func (j *job) decode(d Decoder) {
	for i := range j.to - j.from {
		j.errors[i] = d.Decode(j.batch.Family, j.batch.Records[j.from+i], j.batch.Appended, j.items[i])
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
	give := func(j *job) { j.batch = nil; free <- j } // as large as there are jobs
	for n := range all {                              // one decoder after the other, so that neighbors are decoded side by side
		j := &job{errors: make([]error, jobRecords), inbox: inboxes[n%len(inboxes)], give: give}
		for range jobRecords {
			j.items = append(j.items, new(normalize.Item))
		}
		free <- j
	}
	group.Go(func() {
		defer close(ordered)
		r := reader{log: p.Log, handover: p.Handover, decoder: p.Decoder(), free: free, ordered: ordered, next: from}
		if err := r.run(ctx); err != nil {
			fail(err)
		}
	})
	return ordered
}
