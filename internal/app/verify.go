package app

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"strings"
	"sync"
	"time"

	"tabard.dev/tabard/internal/audit"
	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/store"
)

// verifyEvery is how often the whole store is read, besides at the start.
const verifyEvery = 24 * time.Hour

// verifier reads the whole store, the audit trail and the log now and then, so that what a disk damaged is noticed before somebody
// needs it.
type verifier struct {
	store interface {
		Verify(ctx context.Context) (rows int64, err error)
	}
	events interface {
		Verify(ctx context.Context) error // it mends what it finds, and says so
	}
	records interface {
		Bounds() (first, last uint64)
		Read(ctx context.Context, from uint64) iter.Seq2[*bus.Batch, error]
	}
	trail interface {
		Verify(ctx context.Context, noted *audit.Head) (audit.Report, error)
	}
	log *slog.Logger

	mu   sync.Mutex
	last verified
}

// verified is what the last time gave.
type verified struct {
	at     time.Time // zero before the first time
	rows   int64
	damage error // in store or log
	trail  error // in the audit trail: nobody can mend that, so it does not keep the server from being ready
}

func (v *verifier) run(ctx context.Context) {
	timer := time.NewTicker(verifyEvery)
	defer timer.Stop()
	for {
		v.verify(ctx)
		select {
		case <-timer.C:
		case <-ctx.Done():
			return
		}
	}
}

// verify reads everything once, and says what came of it.
func (v *verifier) verify(ctx context.Context) {
	rows, err := v.store.Verify(ctx)
	if _, damaged := errors.AsType[*store.DamageError](err); err == nil || damaged {
		err = errors.Join(err, v.verifyRecords(ctx))
	} else if ctx.Err() == nil {
		v.log.LogAttrs(ctx, slog.LevelWarn, "the store is not verified", slog.String("error", err.Error()))
	}
	_ = v.events.Verify(ctx) // it said so
	if ctx.Err() != nil {
		return
	}
	now := verified{time.Now(), rows, err, v.verifyTrail(ctx)}
	v.mu.Lock()
	v.last = now
	v.mu.Unlock()
	if found := errors.Join(now.damage, now.trail); found != nil {
		v.log.LogAttrs(ctx, slog.LevelError, "what is kept is damaged", slog.String("error", line(found)))
		return
	}
	v.log.LogAttrs(ctx, slog.LevelInfo, "what is kept is sound", slog.Int64("rows", rows))
}

func (v *verifier) verifyTrail(ctx context.Context) error {
	report, err := v.trail.Verify(ctx, nil)
	if err != nil {
		return fmt.Errorf("the audit trail cannot be read: %w", err)
	}
	if !report.OK {
		return fmt.Errorf("the audit trail is broken at entry %d: %s", report.Broken[0].Seq, report.Broken[0].Why)
	}
	return nil
}

// verifyRecords reads the log to its end, and rests three quarters of the time.
func (v *verifier) verifyRecords(ctx context.Context) error {
	first, last := v.records.Bounds()
	if last == 0 {
		return nil
	}
	began, read := time.Now(), 0
	for b, err := range v.records.Read(ctx, first) {
		if err != nil {
			return err
		}
		if read += len(b.Records); read < restAfter {
			continue
		}
		select {
		case <-time.After(3 * time.Since(began)):
		case <-ctx.Done():
			return ctx.Err()
		}
		began, read = time.Now(), 0
	}
	return nil
}

// restAfter is how many records are read between two rests.
const restAfter = 10_000

// result gives what the last time gave.
func (v *verifier) result() verified {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.last
}

// line puts what several errors say into one line.
func line(err error) string { return strings.ReplaceAll(err.Error(), "\n", "; ") }
