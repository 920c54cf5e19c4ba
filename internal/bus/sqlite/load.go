package sqlite

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"

	"tabard.dev/tabard/internal/bus"
)

// loadState reads how far the log was pruned and what loss an operator has passed. When the row itself is damaged, both are
// taken to be nothing: then batches that were pruned are told as missing, which is loud but harmless.
func (l *Log) loadState(ctx context.Context, o Options) error {
	var pruned, passed uint64
	var sum uint32
	err := l.writer.conn.QueryRowContext(ctx, `SELECT pruned, passed, sum FROM state WHERE id = 1`).Scan(&pruned, &passed, &sum)
	if err != nil || sum != stateSum(pruned, passed) {
		l.logger.WarnContext(ctx, "the log's own state row is damaged; it is written anew", slog.Any("error", err))
		pruned, passed = 0, 0
	} else if o.Pass <= passed {
		l.pruned.Store(pruned)
		l.passed = passed
		return nil
	}
	l.pruned.Store(pruned)
	l.passed = max(passed, o.Pass)
	_, err = l.writer.conn.ExecContext(ctx, `INSERT OR REPLACE INTO state VALUES (1, ?, ?, ?)`, pruned, l.passed, stateSum(pruned, l.passed))
	return err
}

// plausible is how far a row with a damaged header may lie after the last good one and still be taken for one.
const plausible = 1 << 16

// loadEnds finds the two ends of the log and what is missing at the newer one.
func (l *Log) loadEnds(ctx context.Context, o Options) error {
	told := max(l.mark.Last(), o.Position)
	newest, err := l.newest(ctx, told)
	if err != nil && (told == 0 || !broken(err)) {
		return err
	}
	if told > newest {
		l.lost = &bus.DamageError{From: newest + 1, To: told, Why: "they are missing at the end"}
		l.logger.ErrorContext(ctx, "batches are missing at the end of the log", slog.Uint64("from", l.lost.From), slog.Uint64("to", l.lost.To), slog.Bool("passed", l.lost.To <= l.passed))
		if l.lost.To <= l.passed {
			l.lost = nil
		}
	}
	l.tail.last = max(newest, told)
	l.last = l.tail.last
	if l.last == 0 {
		return nil
	}
	var first uint64
	err = l.writer.conn.QueryRowContext(ctx, `SELECT coalesce(min(seq), 0) FROM batch`).Scan(&first)
	if err != nil && !broken(err) {
		return err
	}
	if l.first = max(l.pruned.Load(), 1); first > 0 && first < l.first {
		l.first = first
	}
	return nil
}

// newest finds the newest row, looking past rows with damaged headers, and takes the log's tail from it.
func (l *Log) newest(ctx context.Context, told uint64) (uint64, error) {
	var highest, newest uint64
	for r, err := range l.backwards(ctx) {
		if err != nil {
			return newest, err
		}
		highest = max(highest, r.Seq)
		if r.sum() != r.headsum {
			continue
		}
		newest = r.Seq
		l.tail.said, l.tail.appended = r.said, r.Appended
		if r.Kind == bus.Said {
			l.tail.said = r.Seq
		}
		break
	}
	if highest <= max(newest, told)+plausible {
		return highest, nil
	}
	// A key far away is a flipped bit in a key; left there it would once stand in the way of a new row.
	_, err := l.writer.conn.ExecContext(ctx, `DELETE FROM batch WHERE seq > ?`, max(newest, told))
	return newest, err
}

func (l *Log) backwards(ctx context.Context) iter.Seq2[*row, error] {
	return func(yield func(*row, error) bool) {
		found, err := l.readers.QueryContext(ctx, `SELECT `+headColumns+` FROM batch ORDER BY seq DESC`)
		if err != nil {
			yield(nil, fmt.Errorf("find the newest batch: %w", err))
			return
		}
		defer found.Close() //nolint:errcheck // Err tells
		for found.Next() {
			r := new(row)
			if err := r.scan(found.Scan, false); err != nil {
				yield(nil, fmt.Errorf("%w: %w", errUnreadable, err))
				return
			}
			if !yield(r, nil) {
				return
			}
		}
		if err := found.Err(); err != nil {
			yield(nil, fmt.Errorf("find the newest batch: %w", err))
		}
	}
}

// loadCursors reads the cursors. A damaged table is made again from the batches that are kept; a source whose batches are all
// pruned is then read from its start again, and dedupe takes out what is known.
func (l *Log) loadCursors(ctx context.Context) error {
	whole, err := l.readCursors(ctx)
	if err == nil && whole {
		return nil
	}
	if err != nil && !broken(err) {
		return err
	}
	for from := uint64(1); ; {
		var damage *bus.DamageError
		for b, err := range l.Headers(ctx, from) {
			if errors.As(err, &damage) {
				break
			} else if err != nil {
				return err
			}
			if at, ok := l.cursors[b.Source]; b.Source != "" && b.Cursor != "" && (!ok || at.seq < b.Seq) {
				l.cursors[b.Source] = cursor{b.Cursor, b.Seq}
			}
		}
		if damage == nil {
			break
		}
		from = damage.To + 1
	}
	l.logger.WarnContext(ctx, "the log's cursors are damaged; they were made again from the batches", slog.Int("sources", len(l.cursors)))
	tx, err := l.writer.conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit it does nothing
	if err := replaceCursors(ctx, tx, l.cursors); err != nil {
		return err
	}
	return tx.Commit()
}

// readCursors takes the good rows and tells whether they are all. SQLite's check of the small table notices lost rows.
func (l *Log) readCursors(ctx context.Context) (whole bool, err error) {
	var verdict string
	if err := l.writer.conn.QueryRowContext(ctx, `PRAGMA integrity_check('cursor')`).Scan(&verdict); err != nil {
		return false, err
	}
	whole = verdict == "ok"
	found, err := l.readers.QueryContext(ctx, `SELECT source, cursor, seq, sum FROM cursor`)
	if err != nil {
		return false, err
	}
	defer found.Close() //nolint:errcheck // Err tells
	for found.Next() {
		var name string
		var at cursor
		var sum uint32
		if err := found.Scan(&name, &at.text, &at.seq, &sum); err != nil {
			return false, fmt.Errorf("%w: %w", errUnreadable, err)
		}
		if sum != cursorSum(name, at) {
			whole = false
			continue
		}
		l.cursors[name] = at
	}
	return whole, found.Err()
}
