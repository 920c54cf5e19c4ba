package audit

import (
	"context"
	"database/sql"
	"errors"
)

// Table is a [Store] over the installation's database, whose migrations make its table.
type Table struct{ db *sql.DB }

// NewTable makes one over the database's one writer; a reader serves for checking.
func NewTable(db *sql.DB) Table { return Table{db} }

// AddEntry implements [Store].
func (t Table) AddEntry(ctx context.Context, r Row) error {
	_, err := t.db.ExecContext(ctx, `INSERT INTO audit_entry (seq, entry, seal) VALUES ($1, $2, $3)`, r.Seq, string(r.Text), r.Seal[:])
	return err
}

// Entries implements [Store].
func (t Table) Entries(ctx context.Context, after int64, limit int) ([]Row, error) {
	rows, err := t.db.QueryContext(ctx, `SELECT seq, entry, seal FROM audit_entry WHERE seq > $1 ORDER BY seq LIMIT $2`, after, limit)
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
	r, err := scan(t.db.QueryRowContext(ctx, `SELECT seq, entry, seal FROM audit_entry ORDER BY seq DESC LIMIT 1`))
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
