package app

import (
	"context"
	"log/slog"
	"time"

	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/config"
	"tabard.dev/tabard/internal/pipeline"
)

// retention drops what is older or more than the settings say, but nothing that has not been judged and indexed yet.
type retention struct {
	config.Retention
	log    bus.Log
	outbox interface {
		TrimOutbox(ctx context.Context, before int64) error
	}
	evidence pipeline.EvidenceStore
	events   interface {
		Position() uint64
		Drop(before uint64) error
	}
	judged func() uint64 // the last batch whose results are in the lists
	logger *slog.Logger
}

// retainEvery is how often it looks.
const retainEvery = 10 * time.Minute

func (r *retention) run(ctx context.Context) {
	timer := time.NewTicker(retainEvery)
	defer timer.Stop()
	for {
		if err := r.drop(ctx, time.Now()); err != nil && ctx.Err() == nil {
			r.logger.LogAttrs(ctx, slog.LevelWarn, "old records are not dropped", slog.String("error", err.Error()))
		}
		select {
		case <-timer.C:
		case <-ctx.Done():
			return
		}
	}
}

// drop drops what is due.
func (r *retention) drop(ctx context.Context, now time.Time) error {
	before, err := r.byAge(ctx, now)
	if err != nil {
		return err
	}
	bySize, err := r.bySize(ctx)
	if err != nil {
		return err
	}
	if before = min(max(before, bySize), r.judged(), r.events.Position()); before == 0 {
		return nil
	}
	if err := pipeline.KeepEvidence(ctx, r.log, r.evidence, before); err != nil {
		return err // nothing is dropped that a finding would lose
	}
	if err := r.log.Prune(ctx, before); err != nil {
		return err
	}
	if err := r.events.Drop(before); err != nil {
		return err
	}
	if r.Age == 0 {
		return nil
	}
	return r.outbox.TrimOutbox(ctx, now.Add(-time.Duration(r.Age)).UnixMicro())
}

// byAge gives the first batch that is young enough, 0 when all are.
func (r *retention) byAge(ctx context.Context, now time.Time) (uint64, error) {
	first, last := r.log.Bounds()
	if r.Age == 0 || last == 0 {
		return 0, nil
	}
	oldest := now.Add(-time.Duration(r.Age))
	for b, err := range r.log.Headers(ctx, first) {
		if err != nil {
			return 0, err
		}
		if !b.Appended.Before(oldest) && b.Kind != bus.Said {
			return b.Seq, nil
		}
	}
	return last, nil
}

// bySize gives the batch before which so much of the log lies as it is too large, 0 when it is not. Batches are taken to be
// of one size: the next look corrects what that gets wrong.
func (r *retention) bySize(ctx context.Context) (uint64, error) {
	size, err := r.log.Size(ctx)
	if err != nil || r.Size == 0 || size <= int64(r.Size) {
		return 0, err
	}
	first, last := r.log.Bounds()
	share := float64(size-int64(r.Size)) / float64(size)
	return first + uint64(share*float64(last-first)) + 1, nil
}
