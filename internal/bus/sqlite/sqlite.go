// Package sqlite is the log of one node: an append-only table of batches in a SQLite file of its own.
//
// A batch is one row with a CRC32C over its header and ids and one over its records, both checked at every read. Sequence
// numbers have no gap but the ones that Prune makes, and none is used twice, so a row that is not there is noticed. SQLite
// drops the rest of its write-ahead log silently when one bit of it is wrong; therefore a small file beside the database, the
// mark, holds the last acknowledged sequence, and opening compares the two. What is missing stays missing: reads give a
// [bus.DamageError] for its range, and new batches go after it.
//
// One goroutine writes. It puts all batches that wait into one transaction, so many small senders share one fsync.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/mark"
)

// Options say where the log is and what is known of it.
type Options struct {
	Path     string       // the database file, in a folder that exists; "-wal", "-shm" and ".mark" files lie beside it
	Position uint64       // how far the store has judged: a log that ends before it has lost batches
	Pass     uint64       // an operator accepts what is lost or damaged up to this sequence; remembered
	Logger   *slog.Logger // nil for none
}

// Log is an open log. Its methods are safe for concurrent use.
type Log struct {
	path    string
	logger  *slog.Logger
	mark    *mark.Mark
	readers *sql.DB
	jobs    chan *job
	packs   packs
	closing chan struct{}
	stopped chan struct{}
	close   sync.Once

	// Only the writing goroutine uses these after Open.
	writer *writer // nil after a write error, until it can be opened again
	tail   tail

	passed uint64           // loss up to here was accepted by an operator
	lost   *bus.DamageError // what was missing at the end when the log was opened, unless it was passed
	pruned atomic.Uint64    // batches before it may be gone, but for Said ones
	probe  probe

	mu      sync.Mutex // guards what follows
	first   uint64
	last    uint64 // tail.last, for readers
	cursors map[string]cursor
	more    chan struct{} // closed when last grows
	failing error         // of the last write
}

// tail is the end of the log, where the next row goes.
type tail struct {
	last     uint64    // the newest acknowledged sequence, or the newest lost one
	said     uint64    // the newest Said batch up to it
	appended time.Time // of the newest batch
}

type cursor struct {
	text string
	seq  uint64
}

// Open opens or creates a log. It does not fail when the newest batches are missing (Check and Read tell that), but when the
// file cannot be read at all: then the error is a [bus.DamageError] for everything up to the mark. An error that wraps
// [bus.ErrReadOnly] or [bus.ErrFull] says that the disk does not let it work.
func Open(ctx context.Context, o Options) (*Log, error) {
	path, err := filepath.Abs(o.Path)
	if err != nil {
		return nil, fmt.Errorf("open log: %w", err)
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	end, err := mark.Open(path+".mark", true)
	if err != nil {
		return nil, fmt.Errorf("open log: %w", classify(path, err))
	}
	l := &Log{
		path: path, logger: o.Logger, mark: end,
		jobs: make(chan *job), closing: make(chan struct{}), stopped: make(chan struct{}),
		cursors: map[string]cursor{}, more: make(chan struct{}),
	}
	if err := l.open(ctx, o); err != nil {
		l.shut() //nolint:errcheck,gosec // the error that matters is told
		if damaged(err) {
			return nil, &bus.DamageError{From: 1, To: max(end.Last(), o.Position, 1), Why: err.Error()}
		}
		return nil, fmt.Errorf("open log: %w", classify(path, err))
	}
	go l.write() //nolint:gosec // it lives until Close, whatever becomes of the context
	return l, nil
}

func (l *Log) open(ctx context.Context, o Options) error {
	if err := create(l.path); err != nil {
		return err
	}
	var err error
	if l.writer, err = openWriter(ctx, l.path); err != nil {
		return err
	}
	if err := migrate(ctx, l.writer.conn); err != nil {
		return err
	}
	if err := l.writer.prepare(ctx); err != nil {
		return err
	}
	if l.readers, err = openReaders(l.path); err != nil {
		return err
	}
	if err := l.loadState(ctx, o); err != nil {
		return err
	}
	if err := l.loadEnds(ctx, o); err != nil {
		return err
	}
	return l.loadCursors(ctx)
}

// Bounds gives the first and last sequence kept.
func (l *Log) Bounds() (first, last uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.first, l.last
}

// Wait returns when a batch after the sequence exists.
func (l *Log) Wait(ctx context.Context, after uint64) error {
	for {
		l.mu.Lock()
		last, more := l.last, l.more
		l.mu.Unlock()
		if last > after {
			return nil
		}
		select {
		case <-more:
		case <-ctx.Done():
			return ctx.Err()
		case <-l.closing:
			return bus.ErrClosed
		}
	}
}

// Cursors gives the newest cursor of each source.
func (l *Log) Cursors(context.Context) (map[string]string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	texts := make(map[string]string, len(l.cursors))
	for source, at := range l.cursors {
		texts[source] = at.text
	}
	return texts, nil
}

// Close ends the writing goroutine after what it has begun, and closes the files.
func (l *Log) Close() error {
	var err error
	l.close.Do(func() {
		close(l.closing)
		<-l.stopped
		err = l.shut()
	})
	return err
}

func (l *Log) shut() error {
	var errs []error
	if l.readers != nil {
		errs = append(errs, l.readers.Close())
	}
	if l.writer != nil {
		errs = append(errs, l.writer.close())
	}
	return errors.Join(append(errs, l.mark.Close())...)
}

// show makes what was written visible to readers.
func (l *Log) show(cursors map[string]cursor) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.first == 0 {
		l.first = 1
	}
	l.last = l.tail.last
	maps.Copy(l.cursors, cursors)
	close(l.more)
	l.more = make(chan struct{})
}
