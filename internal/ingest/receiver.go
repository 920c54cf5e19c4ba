package ingest

import (
	"context"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/handover"
)

// Receiver takes records to the log. Its methods are safe for concurrent use.
type Receiver struct {
	log      bus.Log
	parser   Parser
	logger   *slog.Logger
	seen     *seen // used by the appending goroutine
	refusals *refusals
	inFlight *budget

	handover *handover.Handover

	readers sync.Pool
	chunks  chan *chunk
	closing chan struct{}
	stopped sync.WaitGroup
	close   sync.Once

	accepted, duplicates, busy, forgotten atomic.Int64
}

// Open makes a receiver: it reads the ids of the newest records from the log and starts the appending goroutine.
func Open(ctx context.Context, c Config) (*Receiver, error) {
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.InFlight == 0 {
		c.InFlight = defaultInFlight
	}
	if c.Remember == 0 {
		c.Remember = defaultRemember
	}
	r := &Receiver{
		log: c.Log, parser: c.Parser, logger: c.Logger,
		seen:     newSeen(c.Remember),
		refusals: &refusals{keeper: c.Keeper, logger: c.Logger},
		inFlight: &budget{limit: int64(c.InFlight)},
		handover: c.Handover,
		chunks:   make(chan *chunk),
		closing:  make(chan struct{}),
	}
	r.readers.New = func() any { return &reader{Admitter: c.Parser.Admitter()} }
	if err := r.remember(ctx); err != nil {
		return nil, err
	}
	r.stopped.Go(r.append)
	r.stopped.Go(func() { r.refusals.run(r.closing) })
	return r, nil
}

// Close ends the receiver after what is on its way to the log.
func (r *Receiver) Close() error {
	r.close.Do(func() { close(r.closing) })
	r.stopped.Wait()
	return nil
}

// Receive takes the records of a stream and returns when their fate is known. Size is the number of bytes that will come, or
// -1 when it is not known. The counts are of what is on disk, also beside an error. Up to 4 MiB of records at a time are put
// on the log all or none, so a small delivery that fails leaves nothing.
//
// Errors: [BusyError], [StreamError], [ErrClosed], [FamilyError], or one of the log's ([bus.ErrFull], [bus.ErrReadOnly]).
func (r *Receiver) Receive(ctx context.Context, from Origin, size int64, stream io.Reader) (Result, error) {
	if from.Family != "" {
		if err := r.parser.Known(from.Family); err != nil {
			return Result{}, &FamilyError{err}
		}
	}
	// A delivery holds one chunk and the splitter's record at most.
	hold := int64(chunkBytes + bus.MaxRecord)
	if size >= 0 {
		hold = min(hold, size)
	}
	if !r.inFlight.take(hold) {
		r.busy.Add(1)
		return Result{}, &BusyError{RetryAfter: time.Second}
	}
	defer r.inFlight.give(hold)
	if size < 0 {
		size = hold
	}
	d := r.delivery(from, int(size))
	defer d.end()
	for piece, err := range r.parser.Split(from.Family, stream) {
		if err != nil && piece.Line == 0 {
			return d.result, &StreamError{err}
		}
		if err := d.take(ctx, piece, err); err != nil {
			return d.result, err
		}
	}
	return d.result, d.flush(ctx, "")
}

// Counters are what a receiver has done since it was opened; the log's own counts last.
type Counters struct {
	Accepted   int64
	Duplicates int64
	Busy       int64            // deliveries that were told to come again
	Forgotten  int64            // ids dropped from dedupe before their day was over
	InFlight   int64            // bytes
	Refused    map[string]int64 // by class of reason
}

// Counters gives the counters.
func (r *Receiver) Counters() Counters {
	return Counters{
		Accepted: r.accepted.Load(), Duplicates: r.duplicates.Load(), Busy: r.busy.Load(),
		Forgotten: r.forgotten.Load(), InFlight: r.inFlight.used.Load(), Refused: r.refusals.counts(),
	}
}

// Refused gives the latest refused records, newest first.
func (r *Receiver) Refused() []Refusal { return r.refusals.latest() }

// budget bounds the bytes in flight.
type budget struct {
	limit int64
	used  atomic.Int64
}

func (b *budget) take(n int64) bool {
	if b.used.Add(n) <= b.limit || b.used.Load() == n { // one delivery is always let in, however small the bound
		return true
	}
	b.used.Add(-n)
	return false
}

func (b *budget) give(n int64) { b.used.Add(-n) }
