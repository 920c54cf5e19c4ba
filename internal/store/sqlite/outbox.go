package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json/jsontext"
	"encoding/json/v2"

	"tabard.dev/tabard/internal/store"
)

// Outbox implements [store.Reader]. The data of a notice is its JSON, a [jsontext.Value]. A birth is read where it is kept: it
// does not change.
func (r *Reader) Outbox(ctx context.Context, after int64, limit int) ([]store.Outgoing, error) {
	rows, err := r.db.read.QueryContext(ctx, `SELECT position, id, type, birth, data FROM outbox WHERE position > $1 ORDER BY position LIMIT $2`, after, limit)
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close() //nolint:errcheck // read to its end, Err is checked
	var all []store.Outgoing
	var births []int64 // of all, 0 for none
	for rows.Next() {
		var o store.Outgoing
		var data string
		var birth int64
		if err := rows.Scan(&o.Position, &o.Notice.ID, &o.Notice.Type, &birth, &data); err != nil {
			return nil, classify(err)
		}
		o.Notice.Data = jsontext.Value(data)
		all, births = append(all, o), append(births, birth)
	}
	if err := rows.Err(); err != nil {
		return nil, classify(err)
	}
	return all, r.fillBirths(ctx, all, births)
}

// fillBirths puts births into the notices that tell of them. Their numbers grow along the outbox.
func (r *Reader) fillBirths(ctx context.Context, all []store.Outgoing, births []int64) error {
	at := make(map[int64]int, len(births))
	var first, last int64
	for i, n := range births {
		if n != 0 {
			at[n], first, last = i, cmp.Or(first, n), n
		}
	}
	if last == 0 {
		return nil
	}
	rows, err := r.db.read.QueryContext(ctx, birthFields+`, 0, n FROM births WHERE n BETWEEN $1 AND $2`, first, last)
	if err != nil {
		return classify(err)
	}
	defer rows.Close() //nolint:errcheck // read to its end, Err is checked
	for rows.Next() {
		var n int64
		birth, err := scanBirth(rows.Scan, new(any), &n)
		if err != nil {
			return classify(err)
		}
		i, ok := at[n]
		if !ok {
			continue
		}
		text, err := json.Marshal(birth)
		if err != nil {
			return err
		}
		all[i].Notice.Data = jsontext.Value(text)
	}
	return classify(rows.Err())
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
			AND position <= coalesce((SELECT min(position) FROM sink_position), (SELECT max(position) FROM outbox))
			AND position < (SELECT max(position) FROM outbox)`, before)
		return err
	})
}

var _ store.Reader = (*Reader)(nil)
