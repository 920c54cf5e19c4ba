package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"tabard.dev/tabard/internal/store"
)

//go:embed migrations/*.sql
var files embed.FS

// migration is one step of the schema. Steps only go forward; a step that was released is never edited.
type migration struct {
	number int // of the file: 0001 to 0099 what is judged, 0100 to 0199 tokens and audit, 0200 to 0299 actions, 0300 to 0399 all of it
	name   string
	sql    string
	fill   func(context.Context, *sql.Tx) error // what SQL cannot do to the rows that are there; nil for nothing
}

func (m migration) sum() string {
	sum := sha256.Sum256([]byte(m.sql))
	return hex.EncodeToString(sum[:8])
}

// migrations gives the embedded steps by number. A misnamed file is a bug that the first test finds.
func migrations() []migration {
	var all []migration
	names, _ := fs.Glob(files, "migrations/*.sql")
	for _, name := range names {
		text, _ := files.ReadFile(name)
		base := strings.TrimSuffix(path.Base(name), ".sql")
		digits, _, _ := strings.Cut(base, "_")
		number, err := strconv.Atoi(digits)
		if err != nil {
			panic("migration without a number: " + name)
		}
		m := migration{number: number, name: base, sql: string(text)}
		if number == 302 { // the last one that adds sums
			m.fill = sealAll
		}
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b migration) int { return a.number - b.number })
	return all
}

// migrate applies the steps that the database does not have, each in a transaction of its own. The steps are kept as a set,
// not as one version, because two parts of Tabard number theirs apart.
func migrate(ctx context.Context, db *sql.DB, steps []migration) error {
	const table = `CREATE TABLE IF NOT EXISTS schema_steps (number INTEGER PRIMARY KEY, name TEXT NOT NULL, sum TEXT NOT NULL)`
	if _, err := db.ExecContext(ctx, table); err != nil {
		return err
	}
	applied, err := appliedSteps(ctx, db)
	if err != nil {
		return err
	}
	known := make(map[int]bool, len(steps))
	for _, step := range steps {
		known[step.number] = true
	}
	for number := range applied {
		if !known[number] {
			return &store.NewerError{Migration: number}
		}
	}
	for _, step := range steps {
		sum, done := applied[step.number]
		if done && sum != step.sum() {
			return fmt.Errorf("schema step %s was edited after this store applied it", step.name)
		}
		if done {
			continue
		}
		if err := apply(ctx, db, step); err != nil {
			return fmt.Errorf("schema step %s: %w", step.name, err)
		}
	}
	return nil
}

func appliedSteps(ctx context.Context, db *sql.DB) (map[int]string, error) {
	rows, err := db.QueryContext(ctx, `SELECT number, sum FROM schema_steps ORDER BY number`)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // read to its end, Err is checked
	applied := make(map[int]string)
	for rows.Next() {
		var number int
		var sum string
		if err := rows.Scan(&number, &sum); err != nil {
			return nil, err
		}
		applied[number] = sum
	}
	return applied, rows.Err()
}

func apply(ctx context.Context, db *sql.DB, step migration) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	if _, err := tx.ExecContext(ctx, step.sql); err != nil {
		return err
	}
	if step.fill != nil {
		if err := step.fill(ctx, tx); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO schema_steps (number, name, sum) VALUES ($1, $2, $3)`,
		step.number, step.name, step.sum()); err != nil {
		return err
	}
	return tx.Commit()
}
