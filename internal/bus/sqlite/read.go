package sqlite

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"

	"tabard.dev/tabard/internal/bus"
)

// A chunk is read in one short transaction, so that a slow consumer does not keep the journal from being folded in.
const (
	chunkRows  = 64
	chunkBytes = 2 << 20
)

// Read gives the batches from a sequence on, in order, and ends at the newest one. At a damaged or missing batch it gives a
// [bus.DamageError] and ends; asking from the sequence after its range goes on. What an operator has passed is left out.
func (l *Log) Read(ctx context.Context, from uint64) iter.Seq2[*bus.Batch, error] {
	return l.read(ctx, from, true)
}

// Headers is Read without the records.
func (l *Log) Headers(ctx context.Context, from uint64) iter.Seq2[*bus.Batch, error] {
	return l.read(ctx, from, false)
}

func (l *Log) read(ctx context.Context, from uint64, whole bool) iter.Seq2[*bus.Batch, error] {
	return func(yield func(*bus.Batch, error) bool) {
		_, last := l.Bounds()
		next := max(from, 1)
		for next <= last {
			batches, after, err := l.chunk(ctx, next, last, whole)
			for _, b := range batches {
				if !yield(b, nil) {
					return
				}
			}
			var damage *bus.DamageError
			if errors.As(err, &damage) && damage.To <= l.passed {
				l.logger.WarnContext(ctx, "damaged batches are left out, as an operator has accepted",
					slog.Uint64("from", damage.From), slog.Uint64("to", damage.To), slog.String("why", damage.Why))
				after, err = damage.To+1, nil
			}
			if err != nil {
				yield(nil, err)
				return
			}
			next = after
		}
	}
}

// chunk reads rows from next on. It gives those before the first damage, and the sequence to go on with.
func (l *Log) chunk(ctx context.Context, next, last uint64, whole bool) ([]*bus.Batch, uint64, error) {
	var batches []*bus.Batch
	size := 0
	err := l.rows(ctx, next, last, chunkRows, whole, func(r *row) error {
		if r.Seq == next {
			b, err := r.unpack(whole)
			if err != nil {
				return &bus.DamageError{From: next, To: next, Why: err.Error()}
			}
			batches = append(batches, b)
			next++
		} else if err := l.gap(next, r); err != nil {
			return err
		} else {
			next = r.Seq
			return errAgain
		}
		if size += len(r.records) + len(r.ids); size > chunkBytes {
			return errAgain
		}
		return nil
	})
	switch {
	case errors.Is(err, errAgain):
		return batches, next, nil
	case broken(err):
		return batches, next, l.around(ctx, next, last, err)
	case err != nil:
		return batches, next, err
	case len(batches) == 0:
		return nil, next, l.around(ctx, next, last, errMissing)
	}
	return batches, next, nil
}

var (
	errAgain      = errors.New("go on with another chunk")
	errMissing    = errors.New("missing")
	errUnreadable = errors.New("unreadable")
)

func broken(err error) bool {
	return errors.Is(err, errMissing) || errors.Is(err, errUnreadable) || damaged(err)
}

// rows gives the rows from a sequence to another.
func (l *Log) rows(ctx context.Context, from, to uint64, limit int, whole bool, give func(*row) error) error {
	columns := headColumns
	if whole {
		columns = rowColumns
	}
	found, err := l.readers.QueryContext(ctx, `SELECT `+columns+` FROM batch WHERE seq BETWEEN ? AND ? ORDER BY seq LIMIT ?`, from, to, limit)
	if err != nil {
		return fmt.Errorf("read log: %w", err)
	}
	defer found.Close() //nolint:errcheck // Err tells
	for found.Next() {
		r := new(row)
		if err := r.scan(found.Scan, whole); err != nil {
			return fmt.Errorf("%w: %w", errUnreadable, err)
		}
		if err := give(r); err != nil {
			return err
		}
	}
	if err := found.Err(); err != nil {
		return fmt.Errorf("read log: %w", err)
	}
	return nil
}

// gap tells whether the batches between the next expected one and the row are missing. Those that Prune took are not, unless
// they were Said. The row itself is judged when it is the next one.
func (l *Log) gap(next uint64, r *row) error {
	if pruned := l.pruned.Load(); r.Seq < next || r.Seq > pruned {
		return errMissing
	}
	if r.said >= next && r.sum() == r.headsum {
		return &bus.DamageError{From: next, To: r.said, Why: "what people said is missing"}
	}
	return nil
}

// around finds how far the log cannot be read: it asks for each sequence alone until one answers. SQLite's own order is not
// to be trusted here, since a wrong key or a wrong page may stand anywhere in it.
func (l *Log) around(ctx context.Context, next, last uint64, why error) error {
	if errors.Is(why, errMissing) {
		next = max(next, min(l.pruned.Load(), last))
	}
	to := next
	for ; to < last; to++ {
		good := false
		err := l.rows(ctx, to+1, to+1, 1, false, func(r *row) error {
			good = r.Seq == to+1
			return nil
		})
		if err == nil && good {
			break
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return &bus.DamageError{From: next, To: to, Why: why.Error()}
}
