package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"time"

	"tabard.dev/tabard/internal/bus"
)

// groupBytes and groupRows bound one transaction, so that a sender does not wait long for the others in it.
const (
	groupBytes = 4 << 20
	groupRows  = 256
)

// job is work for the writing goroutine: rows to append, or something else to do in a transaction.
type job struct {
	batches []*bus.Batch
	rows    []*row
	size    int
	do      func(context.Context, *sql.Tx) error
	done    chan error
}

// Append makes the batches durable, all or none, in order. A context that ends before the write has begun withdraws them;
// after that Append waits for their fate. An error leaves nothing of them in the log. It wraps [bus.ErrFull],
// [bus.ErrReadOnly], [bus.ErrBadBatch] or [bus.ErrClosed].
func (l *Log) Append(ctx context.Context, batches ...*bus.Batch) error {
	if len(batches) == 0 {
		return nil
	}
	j := &job{batches: batches, done: make(chan error, 1)}
	for _, b := range batches {
		if err := b.Check(); err != nil {
			return err
		}
		r := l.packs.pack(b)
		j.rows = append(j.rows, r)
		j.size += len(r.records)
	}
	err := l.run(ctx, j)
	for _, r := range j.rows {
		l.packs.done(r)
	}
	return err
}

// run hands a job to the writing goroutine and waits for it.
func (l *Log) run(ctx context.Context, j *job) error {
	select {
	case l.jobs <- j:
		return <-j.done
	case <-ctx.Done():
		return ctx.Err()
	case <-l.closing:
		return bus.ErrClosed
	}
}

// write is the writing goroutine.
func (l *Log) write() {
	defer close(l.stopped)
	for {
		select {
		case j := <-l.jobs:
			group := l.gather(j)
			err := l.commit(context.Background(), group)
			for _, j := range group {
				j.done <- err
			}
		case <-l.closing:
			return
		}
	}
}

// gather takes the jobs that are waiting, within the bounds of one transaction.
func (l *Log) gather(first *job) []*job {
	group, rows, size := []*job{first}, len(first.rows), first.size
	for rows < groupRows && size < groupBytes && first.do == nil {
		select {
		case j := <-l.jobs:
			group, rows, size = append(group, j), rows+len(j.rows), size+j.size
		default:
			return group
		}
	}
	return group
}

func (l *Log) commit(ctx context.Context, group []*job) error {
	err := l.tryCommit(ctx, group)
	if err != nil {
		err = classify(l.path, err)
		l.dropWriter()
	}
	l.mu.Lock()
	was := l.failing
	l.failing = err
	l.mu.Unlock()
	if err != nil && was == nil {
		l.logger.ErrorContext(ctx, "the log can't be written", slog.Any("error", err))
	} else if err == nil && was != nil {
		l.logger.InfoContext(ctx, "the log can be written again")
	}
	return err
}

func (l *Log) tryCommit(ctx context.Context, group []*job) error {
	if err := l.reopenWriter(ctx); err != nil {
		return err
	}
	tx, err := l.writer.conn.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("append: %w", err)
	}
	defer tx.Rollback() //nolint:errcheck // after a commit it does nothing; after an error the connection is dropped
	next := l.tail
	cursors := map[string]cursor{}
	for _, j := range group {
		if j.do != nil {
			err = j.do(ctx, tx)
		} else {
			err = l.insert(ctx, tx, &next, j.rows, cursors)
		}
		if err != nil {
			return fmt.Errorf("append: %w", err)
		}
	}
	for source, at := range cursors {
		if _, err := tx.StmtContext(ctx, l.writer.upsert).ExecContext(ctx, source, at.text, at.seq, cursorSum(source, at)); err != nil { //nolint:sqlclosecheck // it ends with the transaction
			return fmt.Errorf("append: cursor of %q: %w", source, err)
		}
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("append: %w", err)
	}
	if next.last == l.tail.last {
		return nil
	}
	l.tail = next
	if err := l.mark.Set(next.last); err != nil {
		// The batches are durable; only noticing their loss is weaker until the next write.
		l.logger.WarnContext(ctx, "the log's mark can't be written", slog.Any("error", err))
	}
	for _, j := range group {
		for i, r := range j.rows {
			j.batches[i].Seq, j.batches[i].Appended = r.Seq, r.Appended
		}
	}
	l.show(cursors)
	return nil
}

func (l *Log) insert(ctx context.Context, tx *sql.Tx, next *tail, rows []*row, cursors map[string]cursor) error {
	insert := tx.StmtContext(ctx, l.writer.insert) //nolint:sqlclosecheck // it ends with the transaction
	for _, r := range rows {
		next.last++
		if now := time.Now().UTC().Truncate(time.Microsecond); now.After(next.appended) {
			next.appended = now
		}
		r.Seq, r.Appended, r.said = next.last, next.appended, next.said
		if r.Kind == bus.Said {
			next.said = r.Seq
		}
		if r.Source != "" && r.Cursor != "" {
			cursors[r.Source] = cursor{r.Cursor, r.Seq}
		}
		if _, err := insert.ExecContext(ctx, r.Seq, r.Kind, r.Family, r.System, r.Source, r.Cursor,
			r.Appended.UnixMicro(), r.said, r.Refused, r.Duplicates, r.bodysum, r.sum(), r.ids, r.records); err != nil {
			return err
		}
	}
	return nil
}

// dropWriter closes the writing connection after an error: what it holds in memory is not to be trusted.
func (l *Log) dropWriter() {
	if l.writer != nil {
		l.writer.close() //nolint:errcheck,gosec // it is being dropped because it failed
		l.writer = nil
	}
}

// reopenWriter opens the writing connection again after an error. A transaction whose sync failed was answered with an
// error, and its sender will send again; should it turn up after all, it is taken out first.
func (l *Log) reopenWriter(ctx context.Context) error {
	if l.writer != nil {
		return nil
	}
	w, err := openWriter(ctx, l.path)
	if err != nil {
		return fmt.Errorf("reopen: %w", err)
	}
	l.writer = w
	if err := w.prepare(ctx); err != nil {
		return fmt.Errorf("reopen: %w", err)
	}
	return l.takeOut(ctx)
}

func (l *Log) takeOut(ctx context.Context) error {
	tx, err := l.writer.conn.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("reopen: %w", err)
	}
	defer tx.Rollback() //nolint:errcheck // after a commit it does nothing; after an error the connection is dropped
	taken, err := tx.ExecContext(ctx, `DELETE FROM batch WHERE seq > ?`, l.tail.last)
	if err != nil {
		return fmt.Errorf("reopen: take out what was refused: %w", err)
	}
	if n, err := taken.RowsAffected(); err != nil || n == 0 {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := replaceCursors(ctx, tx, l.cursors); err != nil {
		return fmt.Errorf("reopen: %w", err)
	}
	return tx.Commit()
}

func replaceCursors(ctx context.Context, tx *sql.Tx, cursors map[string]cursor) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM cursor`); err != nil {
		return fmt.Errorf("write cursors: %w", err)
	}
	for source, at := range cursors {
		if _, err := tx.ExecContext(ctx, `INSERT INTO cursor VALUES (?,?,?,?)`, source, at.text, at.seq, cursorSum(source, at)); err != nil {
			return fmt.Errorf("write cursor of %q: %w", source, err)
		}
	}
	return nil
}
