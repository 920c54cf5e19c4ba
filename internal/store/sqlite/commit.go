package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tabard.dev/tabard/internal/inventory"
	"tabard.dev/tabard/internal/store"
)

// Commit writes what judging gave, and how far it came, in one transaction. It is on disk when Commit returns without an
// error; after an error nothing of it is, and it may be written again.
func (db *DB) Commit(ctx context.Context, c *store.Commit) error {
	err := db.transact(ctx, func(tx *sql.Tx) error {
		w := &writer{ctx: ctx, tx: tx, db: db}
		w.inventory(c.Inventory)
		w.births(c)
		w.findings(c)
		w.outbox(c.Outbox)
		w.judging(c)
		w.flush()
		return w.err
	})
	if err != nil {
		return fmt.Errorf("commit results up to batch %d: %w", c.Position.Seq, err)
	}
	return nil
}

// Load gives what was committed, in the order that it must be put back, as of one moment, and how far that is.
func (db *DB) Load(ctx context.Context, into store.Loading) (store.Position, store.Counters, error) {
	var at store.Position
	var counters store.Counters
	tx, err := db.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return at, counters, fmt.Errorf("load: %w", classify(err))
	}
	defer tx.Rollback() //nolint:errcheck // it only read
	l := &loader{ctx: ctx, tx: tx}
	l.position(&at, &counters)
	if into.Inventory != nil {
		l.inventory(into.Inventory)
	}
	l.results(into)
	if l.err != nil {
		if order, ok := errors.AsType[*inventory.OutOfOrderError](l.err); ok {
			return at, counters, errors.Join(&store.DamageError{Why: order.Error()}, l.err)
		}
		return at, counters, fmt.Errorf("load: %w", classify(l.err))
	}
	return at, counters, nil
}

// Position gives how far the log was judged.
func (db *DB) Position(ctx context.Context) (store.Position, error) {
	at, _, err := db.Load(ctx, store.Loading{})
	return at, err
}

// loader reads rows in one transaction. The first error stays.
type loader struct {
	ctx    context.Context //nolint:containedctx // it lives as long as one call of Load
	tx     *sql.Tx
	summer summer
	err    error
}

// sound checks the rows of tables that are small.
func (l *loader) sound(tables ...string) {
	for _, table := range tables {
		if l.err == nil {
			l.err = sound(l.ctx, l.tx, table, "")
		}
	}
}

// each runs a query and calls take for each row.
func (l *loader) each(query string, take func(scan func(...any) error) error) {
	if l.err != nil {
		return
	}
	rows, err := l.tx.QueryContext(l.ctx, query)
	if err != nil {
		l.err = err
		return
	}
	defer rows.Close() //nolint:errcheck // read to its end, Err is checked
	for rows.Next() {
		if l.err = take(rows.Scan); l.err != nil {
			return
		}
	}
	l.err = rows.Err()
}
