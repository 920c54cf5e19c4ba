package sqlite

import (
	"context"
	"errors"
	"time"

	"tabard.dev/tabard/internal/store"
)

// verifyRows is how many rows are read at a time: a long read would keep the write-ahead log from being folded in.
const verifyRows = 2000

// Verify reads every row of the store and checks it, and whether the indexes say what the tables do. It gives how many rows it
// read; the error is a [*store.DamageError] for the first damage of each table. It leaves most of the time to others.
func (db *DB) Verify(ctx context.Context) (rows int64, err error) {
	var damaged []error
	for _, t := range tables() {
		n, err := db.verifyTable(ctx, &t)
		rows += n
		if _, ok := errors.AsType[*store.DamageError](err); !ok && err != nil {
			return rows, err
		}
		damaged = append(damaged, err)
	}
	if err := check(ctx, db.read, "PRAGMA integrity_check(5)"); err != nil {
		damaged = append(damaged, classify(err))
	}
	return rows, errors.Join(damaged...)
}

func (db *DB) verifyTable(ctx context.Context, t *table) (rows int64, err error) {
	var s summer
	for after, more := int64(0), true; more; {
		began, read := time.Now(), 0
		err := t.rows(ctx, db.read, " WHERE rowid > $1 ORDER BY rowid LIMIT $2", []any{after, verifyRows}, func(id int64, values []any, sum int64) error {
			after, read = id, read+1
			if s.sum(values...) != sum {
				return damagedRow(t.name, id)
			}
			return nil
		})
		rows += int64(read)
		if err != nil {
			return rows, classify(err)
		}
		if more = read == verifyRows; more {
			select {
			case <-time.After(3 * time.Since(began)):
			case <-ctx.Done():
				return rows, ctx.Err()
			}
		}
	}
	return rows, nil
}
