package audit

import (
	"context"
	"database/sql"
	"errors"
)

// Database is the installation's database, whose migrations make the table.
type Database interface {
	// Write runs one transaction; what it did is on disk when Write returns without an error.
	Write(context.Context, func(*sql.Tx) error) error
	ReadPool() *sql.DB
}

// Table is a [Store] over the installation's database.
type Table struct{ db Database }

// NewTable makes one.
func NewTable(db Database) Table { return Table{db} }

// AddEntry implements [Store].
func (t Table) AddEntry(ctx context.Context, r Row) error {
	return t.db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO audit_entry (seq, entry, seal) VALUES ($1, $2, $3)`, r.Seq, string(r.Text), r.Seal[:])
		return err
	})
}

// Entries implements [Store].
func (t Table) Entries(ctx context.Context, after int64, limit int) ([]Row, error) {
	rows, err := t.db.ReadPool().QueryContext(ctx, `SELECT seq, entry, seal FROM audit_entry WHERE seq > $1 ORDER BY seq LIMIT $2`, after, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // Err below tells
	var all []Row
	for rows.Next() {
		r, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, rows.Err()
}

// LastEntry implements [Store].
func (t Table) LastEntry(ctx context.Context) (Row, bool, error) {
	r, err := scan(t.db.ReadPool().QueryRowContext(ctx, `SELECT seq, entry, seal FROM audit_entry ORDER BY seq DESC LIMIT 1`))
	if errors.Is(err, sql.ErrNoRows) {
		return Row{}, false, nil
	}
	return r, err == nil, err
}

func scan(from interface{ Scan(...any) error }) (Row, error) {
	var r Row
	var seal []byte
	if err := from.Scan(&r.Seq, &r.Text, &seal); err != nil {
		return Row{}, err
	}
	copy(r.Seal[:], seal) // one of another length fits nothing, which Verify finds
	return r, nil
}
