package sqlite

import (
	"context"
	"database/sql"
	"encoding/json/jsontext"

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

// TrimOutbox drops results that all sinks have and that came of batches before a time (µs). The newest stays, so that a reader
// can tell how far the outbox went.
func (db *DB) TrimOutbox(ctx context.Context, before int64) error {
	return db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM outbox WHERE time_us < $1
			AND position <= coalesce((SELECT min(position) FROM outbox_readers), (SELECT max(position) FROM outbox))
			AND position < (SELECT max(position) FROM outbox)`, before)
		return err
	})
}

var _ store.Reader = (*Reader)(nil)
