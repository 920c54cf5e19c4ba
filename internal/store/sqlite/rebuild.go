package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tabard.dev/tabard/internal/store"
)

// Kept says what of a table went into a store that was made anew.
type Kept struct {
	Table   string `json:"table"`
	Rows    int64  `json:"rows"`
	Damaged int64  `json:"damaged"`          // rows that do not match their checksum, left out
	Unread  string `json:"unread,omitempty"` // why the rest of the table could not be read; "" when all was
}

// keptTables are those that the log does not give back. The audit trail has a seal for each entry, which is checked by itself.
func keptTables() []table {
	kept := slices.DeleteFunc(tables(), func(t table) bool { return !t.seldom || t.name == "evidence" })
	return append(kept, table{name: "audit_entry", columns: words("seq entry seal")})
}

// Rebuild makes a store anew in which nothing was judged yet, so that judging starts at the log's beginning. It keeps what the
// log does not give back, as far as it can be read. The old files stay, under names that end in ".damaged-" and the time; the
// folder must be held. cut says that the log has lost its beginning: then results get numbers that no sink has seen, and all
// that is judged again is told again.
func Rebuild(ctx context.Context, dir string, cut bool, now time.Time) (kept []Kept, err error) {
	path := filepath.Join(dir, fileName)
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("rebuild store: %w", err)
	}
	part, err := os.MkdirTemp(dir, ".rebuild-*")
	if err != nil {
		return nil, fmt.Errorf("rebuild store: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(part)) }()
	old, err := pool(path, 1)
	if err != nil {
		return nil, fmt.Errorf("rebuild store: %w", err)
	}
	made, err := Open(ctx, part)
	if err != nil {
		return nil, errors.Join(err, old.Close())
	}
	err = made.Write(ctx, func(tx *sql.Tx) error {
		for _, t := range keptTables() {
			k, err := t.copy(ctx, old, tx)
			if err != nil {
				return err
			}
			kept = append(kept, k)
		}
		return startAgain(ctx, tx, cut)
	})
	if err := errors.Join(err, old.Close(), made.Close()); err != nil {
		return nil, fmt.Errorf("rebuild store: %w", err)
	}
	// The journals go first: beside a new database they would be taken for its own.
	for _, end := range []string{"-wal", "-shm", ".mark", ""} {
		err := os.Rename(path+end, path+".damaged-"+now.UTC().Format("20060102-150405")+end)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("rebuild store: %w", err)
		}
	}
	if err := os.Rename(filepath.Join(part, fileName), path); err != nil {
		return nil, fmt.Errorf("rebuild store: %w", err)
	}
	return kept, nil
}

// copy copies the good rows of a table. What cannot be read is told, not an error: the rest is worth having.
func (t *table) copy(ctx context.Context, from *sql.DB, to *sql.Tx) (Kept, error) {
	k := Kept{Table: t.name}
	marks := strings.Repeat(", ?", len(t.columns))[2:]
	insert := "INSERT INTO " + t.name + " (" + strings.Join(t.columns, ", ") + ") VALUES (" + marks + ")" //nolint:gosec // our own tables' names
	var s summer
	var failed error
	query := t.rows
	if t.name == "audit_entry" {
		query = t.plainRows
	}
	err := query(ctx, from, " ORDER BY rowid", nil, func(_ int64, values []any, sum int64) error {
		if sum != 0 && s.sum(values...) != sum {
			k.Damaged++
			return nil
		}
		if _, failed = to.ExecContext(ctx, insert, values...); failed != nil {
			return failed
		}
		k.Rows++
		return nil
	})
	if failed != nil {
		return k, fmt.Errorf("keep a row of %s: %w", t.name, failed)
	}
	if err != nil {
		k.Unread = err.Error()
	}
	return k, nil
}

// plainRows is rows for a table without sums.
func (t *table) plainRows(ctx context.Context, db queryer, where string, args []any, take func(id int64, values []any, sum int64) error) error {
	rows, err := db.QueryContext(ctx, "SELECT "+strings.Join(t.columns, ", ")+" FROM "+t.name+where, args...)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // read to its end, Err is checked
	values, into := make([]any, len(t.columns)), make([]any, len(t.columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if err := take(0, values, 0); err != nil {
			return err
		}
	}
	return rows.Err()
}

// startAgain puts the position before the log's first batch.
func startAgain(ctx context.Context, tx *sql.Tx, cut bool) error {
	var outbox int64
	if cut {
		if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(position), 0) FROM sink_position`).Scan(&outbox); err != nil {
			return err
		}
	}
	var s summer
	for _, row := range []struct {
		table  table
		values []any
	}{
		{table{name: "position", columns: positionColumns}, []any{1, 0, store.Anew}},
		{table{name: "counters", columns: counterColumns}, []any{1, 0, 0, 0, 0, 0, 0, 0, 0, outbox}},
	} {
		marks := strings.Repeat("?, ", len(row.values))
		insert := "INSERT INTO " + row.table.name + " (" + strings.Join(row.table.columns, ", ") + ", sum) VALUES (" + marks + "?)" //nolint:gosec // our own tables' names
		if _, err := tx.ExecContext(ctx, insert, append(row.values, s.sum(row.values...))...); err != nil {
			return err
		}
	}
	return nil
}
