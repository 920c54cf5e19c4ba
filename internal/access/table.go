package access

import (
	"context"
	"database/sql"
	"fmt"
	"time"
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

// Tokens implements [Store].
func (t Table) Tokens(ctx context.Context) ([]Row, error) {
	rows, err := t.db.ReadPool().QueryContext(ctx, `
		SELECT id, name, role, hash, created_us, created_by, expires_us, last_used_us, revoked_us, revoked_by FROM access_token`)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // Err below tells
	var all []Row
	for rows.Next() {
		var r Row
		var hash []byte
		var created, expires, used, revoked int64
		if err := rows.Scan(&r.ID, &r.Name, &r.Role, &hash, &created, &r.CreatedBy, &expires, &used, &revoked, &r.RevokedBy); err != nil {
			return nil, err
		}
		if copy(r.Hash[:], hash) != len(r.Hash) || r.Role.Rank() < Viewer.Rank() {
			return nil, fmt.Errorf("token %q is damaged", r.ID)
		}
		r.Created, r.Expires, r.LastUsed, r.Revoked = fromMicro(created), fromMicro(expires), fromMicro(used), fromMicro(revoked)
		all = append(all, r)
	}
	return all, rows.Err()
}

// AddToken implements [Store].
func (t Table) AddToken(ctx context.Context, r Row) error {
	return t.db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
		INSERT INTO access_token (id, name, role, hash, created_us, created_by, expires_us, last_used_us, revoked_us, revoked_by)
		VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, '')`,
			r.ID, r.Name, string(r.Role), r.Hash[:], r.Created.UnixMicro(), r.CreatedBy, r.Expires.UnixMicro())
		return err
	})
}

// RevokeTokens implements [Store]. A token stays revoked: the first time counts.
func (t Table) RevokeTokens(ctx context.Context, ids []string, at time.Time, by string) error {
	return t.each(ctx, ids, func(tx *sql.Tx, id string) error {
		_, err := tx.ExecContext(ctx, `UPDATE access_token SET revoked_us = $1, revoked_by = $2, sum = 0 WHERE id = $3 AND revoked_us = 0`, at.UnixMicro(), by, id)
		return err
	})
}

// TouchTokens implements [Store].
func (t Table) TouchTokens(ctx context.Context, used map[string]time.Time) error {
	ids := make([]string, 0, len(used))
	for id := range used {
		ids = append(ids, id)
	}
	return t.each(ctx, ids, func(tx *sql.Tx, id string) error {
		_, err := tx.ExecContext(ctx, `UPDATE access_token SET last_used_us = $1, sum = 0 WHERE id = $2 AND last_used_us < $1`, used[id].UnixMicro(), id)
		return err
	})
}

// each does one thing to each token, all or none.
func (t Table) each(ctx context.Context, ids []string, do func(*sql.Tx, string) error) error {
	return t.db.Write(ctx, func(tx *sql.Tx) error {
		for _, id := range ids {
			if err := do(tx, id); err != nil {
				return err
			}
		}
		return nil
	})
}

func fromMicro(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).UTC()
}
