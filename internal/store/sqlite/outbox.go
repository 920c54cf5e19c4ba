package sqlite

import (
	"context"
	"database/sql"
	"encoding/json/jsontext"
	"errors"

	"tabard.dev/tabard/internal/store"
)

// Outbox implements [store.Reader]. The data of a notice is its JSON, a [jsontext.Value].
func (r *Reader) Outbox(ctx context.Context, after int64, limit int) ([]store.Outgoing, error) {
	rows, err := r.db.read.QueryContext(ctx, `SELECT position, id, type, data FROM outbox WHERE position > $1 ORDER BY position LIMIT $2`, after, limit)
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close() //nolint:errcheck // read to its end, Err is checked
	var all []store.Outgoing
	for rows.Next() {
		var o store.Outgoing
		var data string
		if err := rows.Scan(&o.Position, &o.Notice.ID, &o.Notice.Type, &data); err != nil {
			return nil, classify(err)
		}
		o.Notice.Data = jsontext.Value(data)
		all = append(all, o)
	}
	return all, classify(rows.Err())
}

// OutboxBounds implements [store.Reader].
func (r *Reader) OutboxBounds(ctx context.Context) (first, last int64, err error) {
	err = r.db.read.QueryRowContext(ctx, `SELECT coalesce((SELECT min(position) FROM outbox), 0), coalesce((SELECT outbox FROM counters), 0)`).
		Scan(&first, &last)
	if first == 0 && last != 0 {
		first = last + 1 // all of it was dropped
	}
	return first, last, classify(err)
}

// ReaderPosition gives how far a reader of the outbox has come, 0 for a new one.
func (db *DB) ReaderPosition(ctx context.Context, name string) (int64, error) {
	var position int64
	err := db.read.QueryRowContext(ctx, `SELECT position FROM outbox_readers WHERE name = $1`, name).Scan(&position)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return position, classify(err)
}

// SetReaderPosition keeps how far a reader of the outbox has come. Nothing after it is dropped.
func (db *DB) SetReaderPosition(ctx context.Context, name string, position int64) error {
	return db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, upsert("outbox_readers", 1, "name", "position"), name, position)
		return err
	})
}

// ForgetReader drops a reader of the outbox that is no more.
func (db *DB) ForgetReader(ctx context.Context, name string) error {
	return db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM outbox_readers WHERE name = $1`, name)
		return err
	})
}

// TrimOutbox drops results that all readers have and that came of batches before a time (µs). It keeps the newest.
func (db *DB) TrimOutbox(ctx context.Context, before int64) error {
	return db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM outbox WHERE time_us < $1
			AND position <= coalesce((SELECT min(position) FROM outbox_readers), (SELECT max(position) FROM outbox))
			AND position < (SELECT max(position) FROM outbox)`, before)
		return err
	})
}

var _ store.Reader = (*Reader)(nil)
