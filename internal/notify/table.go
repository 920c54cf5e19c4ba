package notify

import (
	"context"
	"database/sql"
	"errors"
	"slices"
)

// Database is the installation's database, whose migrations make the tables.
type Database interface {
	// Write runs one transaction; what it did is on disk when Write returns without an error.
	Write(context.Context, func(*sql.Tx) error) error
	ReadPool() *sql.DB
}

// Table is [Positions] over the installation's database.
type Table struct{ db Database }

// NewTable makes one.
func NewTable(db Database) Table { return Table{db} }

// Position implements [Positions].
func (t Table) Position(ctx context.Context, sink string, start int64) (at int64, err error) {
	err = t.db.Write(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `SELECT position FROM sink_position WHERE sink = $1`, sink).Scan(&at)
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		at = start
		_, err = tx.ExecContext(ctx, `INSERT INTO sink_position (sink, position) VALUES ($1, $2)`, sink, start)
		return err
	})
	return at, err
}

// Advance implements [Positions].
func (t Table) Advance(ctx context.Context, sink string, position int64, dead []Dead) error {
	return t.db.Write(ctx, func(tx *sql.Tx) error {
		for _, d := range dead {
			_, err := tx.ExecContext(ctx, `
				INSERT INTO sink_dead (sink, position, notice, type, reason, at_us) VALUES ($1, $2, $3, $4, $5, $6)
				ON CONFLICT (sink, position) DO NOTHING`, sink, d.Position, d.Notice, d.Type, d.Reason, d.At.UnixMicro())
			if err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `UPDATE sink_position SET position = $1, sum = 0 WHERE sink = $2`, position, sink)
		return err
	})
}

// DeadCount implements [Positions].
func (t Table) DeadCount(ctx context.Context, sink string) (n int64, err error) {
	err = t.db.ReadPool().QueryRowContext(ctx, `SELECT COUNT(*) FROM sink_dead WHERE sink = $1`, sink).Scan(&n)
	return n, err
}

// Forget drops the positions of sinks that are configured no more: what a sink was not told is kept in the outbox.
func (t Table) Forget(ctx context.Context, configured []string) error {
	return t.db.Write(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT sink FROM sink_position`)
		if err != nil {
			return err
		}
		defer rows.Close() //nolint:errcheck // Err below tells
		var gone []string
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return err
			}
			if !slices.Contains(configured, name) {
				gone = append(gone, name)
			}
		}
		if err := rows.Err(); err != nil {
			return err
		}
		for _, name := range gone {
			if _, err := tx.ExecContext(ctx, `DELETE FROM sink_position WHERE sink = $1`, name); err != nil {
				return err
			}
		}
		return nil
	})
}
