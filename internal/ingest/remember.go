package ingest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"tabard.dev/tabard/internal/bus"
)

// remember fills the ids from the log's headers: the newest ones up to the limit, from about the last day. Damaged batches
// are passed over; their records may be sent again.
func (r *Receiver) remember(ctx context.Context) error {
	first, last := r.log.Bounds()
	from, err := r.rememberFrom(ctx, first, last)
	if err != nil {
		return err
	}
	return r.headers(ctx, from, last, func(b *bus.Batch) {
		r.seen.settle(r.addIDs(b.IDs), b.Appended)
	})
}

// step is how many batches rememberFrom goes back at a time.
const step = 1024

// rememberFrom finds the sequence to begin with, going back until there are ids enough or the day is over.
func (r *Receiver) rememberFrom(ctx context.Context, first, last uint64) (uint64, error) {
	from, ids := last+1, 0
	for from > first && ids < r.seen.limit {
		to := from - 1
		from = max(first, from-min(step, from))
		old := false
		err := r.headers(ctx, from, to, func(b *bus.Batch) {
			ids += len(b.IDs)
			old = old || time.Since(b.Appended) > day
		})
		if err != nil || old {
			return from, err
		}
	}
	return from, nil
}

func (r *Receiver) headers(ctx context.Context, from, to uint64, give func(*bus.Batch)) error {
	for from <= to && to > 0 {
		var damage *bus.DamageError
		for b, err := range r.log.Headers(ctx, from) {
			if errors.As(err, &damage) {
				break
			} else if err != nil {
				return fmt.Errorf("remember ids: %w", err)
			}
			if b.Seq > to {
				return nil
			}
			give(b)
		}
		if damage == nil {
			return nil
		}
		r.logger.WarnContext(ctx, "ids of damaged batches are not known; their records may be taken a second time", slog.Uint64("from", damage.From), slog.Uint64("to", damage.To))
		from = damage.To + 1
	}
	return nil
}

func (r *Receiver) addIDs(ids [][16]byte) (added int) {
	for _, id := range ids {
		if id != ([16]byte{}) && r.seen.add(id) {
			added++
		}
	}
	return added
}
