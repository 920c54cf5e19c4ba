// Package pipeline runs the stages over the log. A record's way is a straight line: batches are read in order, decoded by
// several goroutines ahead, and judged by one; what judging gave is committed with the log position in one transaction.
//
//	log ─ read ─ decode ×N ─ judge (inventory, then detectors) ─ commit ─ rows, findings, outbox, position
//
// While judging keeps up, the first two steps are spared: what ingest has decoded is handed over in memory, once it is on the log.
//
// It promises that nothing is judged twice or left out, whatever is killed when: after a crash judging starts from the
// committed position with the committed state, and gives what an uninterrupted run would have given. It reads event time,
// tick time and append time, never the wall clock, except to decide when to commit.
package pipeline

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/handover"
	"tabard.dev/tabard/internal/inventory"
	"tabard.dev/tabard/internal/normalize"
	"tabard.dev/tabard/internal/store"
)

// Store keeps what judging gives. internal/store/storetest is its suite.
type Store interface {
	Commit(context.Context, *store.Commit) error
	Load(context.Context, store.Loading) (store.Position, store.Counters, error)
	Identity(ctx context.Context, id string) (tabard.Identity, error)
}

// Decoder reads one record into the item, for one goroutine.
type Decoder interface {
	Decode(family string, record []byte, received time.Time, item *normalize.Item) error
	// Filled reports whether the item was filled by a decoder like this one, so that judging may use it.
	Filled(item *normalize.Item) bool
}

// Indexer takes events that were judged, so that it need not read them from the log. Its methods are called by the one goroutine
// that judges, and return at once.
type Indexer interface {
	Keep(*tabard.Event)
	KeepBatch(*bus.Batch) // these were all events of the batch
}

// Config is what a pipeline needs. Numbers that are 0 stand for their defaults.
type Config struct {
	Log       bus.Log
	Handover  *handover.Handover // of records that ingest has decoded; nil for none
	Store     Store
	Index     Indexer                 // may be nil
	Decoder   func() Decoder          // one for each decoding goroutine
	Detector  func() Detector         // a fresh one for each start
	Decider   func() Decider          // the policies; nil for none
	Hinted    func(string)            // told of a system whose log announced a change; must return at once; may be nil
	Inventory func() inventory.Config // what a fresh inventory judges by, asked for at each start; nil for the built-in knowledge
	Logger    *slog.Logger

	Decoders int           // decoding goroutines; one a core
	Idle     time.Duration // how long results wait for more at least; 20 ms
	Busy     time.Duration // and at most, when commits take long; 120 ms
}

// Pipeline judges the log. Its methods are safe for concurrent use.
type Pipeline struct {
	Config
	committed atomic.Uint64 // sequence up to which results are in the lists
	counters  atomic.Pointer[store.Counters]
	questions chan question // for the judge

	mu      sync.Mutex
	news    chan struct{}           // closed at the next commit
	problem error                   // what keeps it from judging
	stop    context.CancelCauseFunc // of the judging under way; nil for none
}

const (
	defaultIdle = 20 * time.Millisecond
	defaultBusy = 120 * time.Millisecond
	// again is how long to wait before a failed start or commit is tried again.
	again = time.Second
)

// New makes a pipeline. Run makes it judge.
func New(c Config) *Pipeline {
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Decoders == 0 {
		c.Decoders = runtime.GOMAXPROCS(0)
	}
	if c.Idle == 0 {
		c.Idle = defaultIdle
	}
	if c.Busy == 0 {
		c.Busy = defaultBusy
	}
	p := &Pipeline{Config: c, news: make(chan struct{}), questions: make(chan question)}
	p.counters.Store(&store.Counters{})
	return p
}

// Run judges what is on the log and what comes, until the context ends. What keeps it from judging for now, such as a full
// disk, shows in Problem while it tries again; the error it returns is one that only an operator can help: the log or the
// store is damaged, or they do not belong together.
func (p *Pipeline) Run(ctx context.Context) error {
	for {
		err := p.run(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if errors.Is(err, errReload) {
			continue
		}
		p.trouble(err)
		var lost *bus.DamageError
		var damage *store.DamageError
		if errors.As(err, &lost) || errors.As(err, &damage) || errors.Is(err, ErrOtherLog) {
			p.Logger.LogAttrs(ctx, slog.LevelError, "judging has stopped", slog.String("error", err.Error()))
			return err
		}
		p.Logger.LogAttrs(ctx, slog.LevelError, "judging starts again from the stored position", slog.Any("error", err), slog.Duration("in", again))
		select {
		case <-time.After(again):
		case <-ctx.Done():
			return nil
		}
	}
}

// run judges from the stored position until something fails.
func (p *Pipeline) run(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	p.mu.Lock()
	p.stop = cancel
	p.mu.Unlock()
	j, err := p.start(ctx)
	if reloaded := context.Cause(ctx); errors.Is(reloaded, errReload) {
		return reloaded
	}
	if err != nil {
		return fmt.Errorf("start judging: %w", err)
	}
	p.trouble(nil)
	var group sync.WaitGroup
	jobs := p.decodeAhead(ctx, &group, j.position.Seq+1, cancel)
	defer func() {
		cancel(nil)
		group.Wait() // all decoders have ended
		for left := range jobs {
			left.release()
		}
		p.Handover.Near(false)
	}()
	writer := p.startWriter(ctx, &group, cancel)
	return j.run(ctx, jobs, writer)
}

// errReload ends judging so that it starts with a new detector.
var errReload = errors.New("other detections are in force")

// Reload has judging go on from the stored position with a fresh detector, fresh decoders and fresh knowledge, as after a restart: nothing is
// judged twice or left out. It returns at once.
func (p *Pipeline) Reload() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stop != nil {
		p.stop(errReload)
	}
}

// trouble notes what keeps the pipeline from its work, or that nothing does.
func (p *Pipeline) trouble(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.problem = err
}

// Problem gives what keeps the pipeline from judging, nil when all is well.
func (p *Pipeline) Problem() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.problem
}

// Next gives a channel that is closed at the next commit.
func (p *Pipeline) Next() <-chan struct{} {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.news
}

// Committed gives the sequence up to which results are in the lists.
func (p *Pipeline) Committed() uint64 { return p.committed.Load() }

// Counters gives the counts as of the last commit.
func (p *Pipeline) Counters() store.Counters { return *p.counters.Load() }

func (p *Pipeline) announce(position store.Position, counters store.Counters) {
	p.committed.Store(position.Seq)
	p.counters.Store(&counters)
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.news)
	p.news = make(chan struct{})
}

// Lag gives the age of the oldest record that is on the log and whose results are not in the lists as of a position; 0 when
// there is none.
func (p *Pipeline) Lag(ctx context.Context, position uint64) (time.Duration, error) {
	if _, last := p.Log.Bounds(); position >= last {
		return 0, nil
	}
	for b, err := range p.Log.Headers(ctx, position+1) {
		if err != nil {
			return 0, fmt.Errorf("lag: %w", err)
		}
		if b.Kind == bus.Records && len(b.IDs) > 0 {
			return max(time.Since(b.Appended), time.Millisecond), nil
		}
	}
	return 0, nil
}
