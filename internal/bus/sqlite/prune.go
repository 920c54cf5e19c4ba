package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"os"

	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/mark"
)

// pruneRows bounds the rows that one transaction deletes, so that appending does not wait long.
const pruneRows = 128

// Prune drops the batches before a sequence, a few at a time between the appends. Said batches and the newest batch stay. The
// file does not shrink; new batches use its free pages.
func (l *Log) Prune(ctx context.Context, before uint64) error {
	for more := true; more; {
		var first uint64
		var left int64
		was := l.pruned.Load()
		err := l.run(ctx, &job{done: make(chan error, 1), do: func(ctx context.Context, tx *sql.Tx) (err error) {
			left, first, err = l.pruneSome(ctx, tx, before)
			return err
		}})
		if err != nil {
			l.pruned.Store(was)
			return fmt.Errorf("prune log: %w", err)
		}
		l.mu.Lock()
		l.first = max(first, 1)
		l.mu.Unlock()
		more = left == pruneRows
	}
	return nil
}

func (l *Log) pruneSome(ctx context.Context, tx *sql.Tx, before uint64) (gone int64, first uint64, err error) {
	var newest uint64
	if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0) FROM batch`).Scan(&newest); err != nil {
		return 0, 0, err
	}
	if before = min(before, newest); before > l.pruned.Load() {
		l.pruned.Store(before) // first, so that a reader never takes a pruned batch for a missing one
		if _, err := tx.ExecContext(ctx, `UPDATE state SET pruned = ?, sum = ?`, before, stateSum(before, l.passed)); err != nil {
			return 0, 0, err
		}
	}
	deleted, err := tx.ExecContext(ctx, `DELETE FROM batch WHERE seq IN
		(SELECT seq FROM batch WHERE seq < ? AND kind <> ? ORDER BY seq LIMIT ?)`, before, bus.Said, pruneRows)
	if err != nil {
		return 0, 0, err
	}
	if gone, err = deleted.RowsAffected(); err != nil {
		return 0, 0, err
	}
	err = tx.QueryRowContext(ctx, `SELECT coalesce(min(seq), 0) FROM batch`).Scan(&first)
	return gone, first, err
}

// Size gives the bytes on disk that are in use: the database without its free pages, and its journal.
func (l *Log) Size(ctx context.Context) (int64, error) {
	var pages, unused, size int64
	err := l.readers.QueryRowContext(ctx, `SELECT page_count, freelist_count, page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size`).
		Scan(&pages, &unused, &size)
	if err != nil {
		return 0, fmt.Errorf("size of log: %w", err)
	}
	used := (pages-unused)*size + mark.Bytes
	if journal, err := os.Stat(l.path + "-wal"); err == nil {
		used += journal.Size()
	}
	return used, nil
}
