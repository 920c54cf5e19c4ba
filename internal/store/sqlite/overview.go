package sqlite

import (
	"context"
	"time"

	"tabard.dev/tabard/internal/store"
)

const hour = int64(time.Hour / time.Microsecond)

// Overview implements [store.Reader], with the births since a time.
func (r *Reader) Overview(ctx context.Context, since time.Time) (store.Overview, error) {
	o := store.Overview{Births: []store.Hour{}, Systems: map[string]int64{}}
	for _, count := range []struct {
		into *map[string]int64
		sql  string
	}{
		{&o.Identities, `SELECT kind, count(*) FROM identities GROUP BY kind`},
		{&o.Credentials, `SELECT state, count(*) FROM credentials GROUP BY state`},
		{&o.Findings, `SELECT severity, count(*) FROM findings WHERE state = 'open' GROUP BY severity`},
		{&o.Actions, `SELECT state, count(*) FROM action GROUP BY state`},
	} {
		counts, err := r.counts(ctx, count.sql)
		if err != nil {
			return o, err
		}
		*count.into = counts
	}
	if err := r.db.read.QueryRowContext(ctx, `SELECT count(*) FROM identities WHERE owner = ''`).Scan(&o.Orphans); err != nil {
		return o, classify(err)
	}
	rows, err := r.db.read.QueryContext(ctx, `SELECT time_us / $1, count(*) FROM births WHERE time_us >= $2 GROUP BY 1 ORDER BY 1`, hour, since.UnixMicro())
	if err != nil {
		return o, classify(err)
	}
	defer rows.Close() //nolint:errcheck // read to its end, Err is checked
	for rows.Next() {
		var at, n int64
		if err := rows.Scan(&at, &n); err != nil {
			return o, classify(err)
		}
		o.Births = append(o.Births, store.Hour{Start: time.UnixMicro(at * hour).UTC(), Count: n})
	}
	return o, classify(rows.Err())
}

// counts reads rows of a word and how many there are of it.
func (r *Reader) counts(ctx context.Context, query string) (map[string]int64, error) {
	rows, err := r.db.read.QueryContext(ctx, query)
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close() //nolint:errcheck // read to its end, Err is checked
	counts := map[string]int64{}
	for rows.Next() {
		var word string
		var n int64
		if err := rows.Scan(&word, &n); err != nil {
			return nil, classify(err)
		}
		counts[word] = n
	}
	return counts, classify(rows.Err())
}
