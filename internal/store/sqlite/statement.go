package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// statement is a prepared statement of the writing connection.
type statement int

const (
	putIdentity statement = iota
	moveIdentity
	putCredential
	putUsage
	putGrant
	putSystem
	putRealm
	putBirth
	putFinding
	moveFinding
	putEvidence
	putOutbox
	putPosition
	putCounters
	putWindow
	dropWindow
	putSource
	putSaid
	statements // how many there are
)

// upsert is an INSERT that overwrites the row of the same key.
func upsert(table string, key int, columns ...string) string {
	sets := make([]string, 0, len(columns))
	for _, c := range columns[key:] {
		sets = append(sets, c+" = excluded."+c)
	}
	return insert(table, columns...) + " ON CONFLICT (" + strings.Join(columns[:key], ", ") + ") DO UPDATE SET " + strings.Join(sets, ", ")
}

func insert(table string, columns ...string) string {
	marks := make([]string, len(columns))
	for i := range columns {
		marks[i] = fmt.Sprintf("$%d", i+1)
	}
	return "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (" + strings.Join(marks, ", ") + ")"
}

// prepare prepares all statements on the writing connection.
func (db *DB) prepare(ctx context.Context) error {
	for s, text := range [statements]string{
		putIdentity:   upsert("identities", 1, identityColumns...),
		moveIdentity:  `UPDATE identities SET first_us = $2, last_us = $3 WHERE n = $1`,
		putCredential: upsert("credentials", 1, credentialColumns...),
		putUsage:      upsert("usages", 1, usageColumns...),
		putGrant:      upsert("grants", 1, grantColumns...),
		putSystem:     upsert("systems", 1, systemColumns...),
		putRealm:      upsert("realms", 1, realmColumns...),
		putBirth:      insert("births", birthColumns...) + " ON CONFLICT (id) DO NOTHING",
		putFinding:    upsert("findings", 1, findingColumns...),
		moveFinding:   moveFindingSQL,
		putEvidence:   upsert("evidence", 2, "finding", "slot", "time_us", "family", "place", "cut", "record"),
		putOutbox:     upsert("outbox", 1, "position", "id", "type", "time_us", "data"),
		putPosition:   upsert("position", 1, "one", "seq", "appended_us"),
		putCounters:   upsert("counters", 1, "one", "accepted", "rejected", "duplicates", "unreadable", "identities", "credentials", "births", "findings", "outbox"),
		putWindow:     upsert("windows", 1, "name", "state"),
		dropWindow:    `DELETE FROM windows WHERE name = $1`,
		putSource:     upsert("sources", 1, "n", "name", "state"),
		putSaid:       upsert("said", 2, "seq", "i", "time_us", "about", "doc"),
	} {
		var err error
		if db.prepared[s], err = db.write.PrepareContext(ctx, text); err != nil { //nolint:sqlclosecheck // closed with the store
			return fmt.Errorf("prepare %q: %w", text, err)
		}
	}
	return nil
}

// writer writes rows in one transaction. The first error stays.
type writer struct {
	ctx  context.Context //nolint:containedctx // it lives as long as one call of Commit
	tx   *sql.Tx
	db   *DB
	used [statements]*sql.Stmt // bound to the transaction
	err  error
}

// put runs a statement for one row.
func (w *writer) put(s statement, values ...any) {
	if w.err != nil {
		return
	}
	if w.used[s] == nil {
		w.used[s] = w.tx.StmtContext(w.ctx, w.db.prepared[s])
	}
	_, w.err = w.used[s].ExecContext(w.ctx, values...)
}

func number(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}
