package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"tabard.dev/tabard/internal/audit"
	"tabard.dev/tabard/internal/store"
)

// verifyEvery is how often the whole store is read, besides at the start.
const verifyEvery = 24 * time.Hour

// verifier reads the whole store and the audit trail now and then, so that what a disk damaged is noticed before somebody
// needs it.
type verifier struct {
	store interface {
		Verify(ctx context.Context) (rows int64, err error)
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
	damage error
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
		err = errors.Join(err, v.verifyTrail(ctx))
	} else if ctx.Err() == nil {
		v.log.LogAttrs(ctx, slog.LevelWarn, "the store is not verified", slog.String("error", err.Error()))
	}
	if ctx.Err() != nil {
		return
	}
	now := verified{time.Now(), rows, err}
	v.mu.Lock()
	v.last = now
	v.mu.Unlock()
	if err != nil {
		v.log.LogAttrs(ctx, slog.LevelError, "the store is damaged", slog.String("error", line(err)))
		return
	}
	v.log.LogAttrs(ctx, slog.LevelInfo, "the store is sound", slog.Int64("rows", rows))
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

// result gives what the last time gave.
func (v *verifier) result() verified {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.last
}

// line puts what several errors say into one line.
func line(err error) string { return strings.ReplaceAll(err.Error(), "\n", "; ") }
