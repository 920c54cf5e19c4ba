package sqlite

import (
	"context"
	"fmt"

	"tabard.dev/tabard/internal/store"
)

// checkEnd compares the number of transactions in the database to the one that was acknowledged. SQLite drops the rest of its
// write-ahead log silently when one bit of it is wrong, or when the file was taken away.
func (db *DB) checkEnd(ctx context.Context) error {
	var n int64
	if err := db.write.QueryRowContext(ctx, `SELECT n FROM written`).Scan(&n); err != nil {
		return err
	}
	if last := int64(db.mark.Last()); n < last { //nolint:gosec // counts stay far below 2^63
		return &store.DamageError{Why: fmt.Sprintf("the last %d of %d transactions are missing: a bit of %s-wal is wrong, or %s is an older copy", last-n, last, fileName, fileName)}
	}
	var err error
	db.count, err = db.write.PrepareContext(ctx, `UPDATE written SET n = n + 1 RETURNING n`)
	return err
}

// acknowledge notes that a transaction is durable. Where the mark can't be written, only noticing a loss is weaker.
func (db *DB) acknowledge(n uint64) {
	db.marking.Lock()
	defer db.marking.Unlock()
	if n > db.mark.Last() {
		_ = db.mark.Set(n)
	}
}

// checkSeldom checks all that cannot be judged again: tokens, guards, the journal of actions, the sinks' positions.
func (db *DB) checkSeldom(ctx context.Context) error {
	for _, t := range tables() {
		if !t.seldom || t.name == "evidence" {
			continue
		}
		if err := sound(ctx, db.write, t.name, ""); err != nil {
			return err
		}
	}
	return nil
}
