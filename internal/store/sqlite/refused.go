package sqlite

import (
	"context"
	"database/sql"

	"tabard.dev/tabard/internal/store"
)

// keepRefused is how many refused records are kept.
const keepRefused = 1000

// KeepRefused keeps refused records, the newest thousand.
func (db *DB) KeepRefused(ctx context.Context, refused []store.Refused) error {
	return db.Write(ctx, func(tx *sql.Tx) error {
		var n int64
		if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(n), 0) FROM refused`).Scan(&n); err != nil {
			return err
		}
		for i := range refused {
			r := &refused[i]
			n++
			_, err := tx.ExecContext(ctx, `INSERT INTO refused (n, time_us, source, system, family, record, line, reason, text)
				VALUES ($1, $2, $3, '', $4, $5, $6, $7, $8)`, n, micro(r.Time), r.Source, r.Family, r.Record, r.Line, r.Reason, r.Text)
			if err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM refused WHERE n <= $1`, n-keepRefused)
		return err
	})
}

// refusedList lists refused records, the latest first.
func refusedList() *list {
	return &list{
		query: `SELECT n, time_us, source, family, record, line, reason, text, $sort, n FROM refused`, number: "n",
		sorts: map[string]string{"id": "n"}, usual: "-id",
		filters: map[string]filter{"source": exactly("source"), "family": exactly("family"), "since": since("time_us"), "until": until("time_us")},
	}
}

// Refused implements [store.Reader].
func (r *Reader) Refused(ctx context.Context, q store.Query) (store.Page[store.Refused], error) {
	return page(ctx, r.db, refusedList(), q, func(scan func(...any) error, sorted, number any) (store.Refused, error) {
		var one store.Refused
		var at int64
		err := scan(&one.ID, &at, &one.Source, &one.Family, &one.Record, &one.Line, &one.Reason, &one.Text, sorted, number)
		one.Time = fromMicro(at)
		return one, err
	})
}
