package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"hash/fnv"
	"strings"
)

// statement is a prepared statement of the writing connection.
type statement int

const (
	putIdentity statement = iota
	changeIdentity
	putLife
	putCredential
	changeCredential
	putUse
	putUsage
	putGrant
	putSystem
	putRealm
	putBirth
	putFinding
	putFindingLife
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

// many is how many rows a statement for several writes at once. More is hardly faster; 32 rows of 20 columns stay well below
// the number of parameters that SQLite allows.
const many = 32

// sentence is the text of a statement: for one row, and where it may be many rows, for so many.
type sentence struct{ one, many string }

// sentences gives the texts. They use "?", which SQLite binds faster than "$1"; what is made here is not shared with others.
func sentences() [statements]sentence {
	return [statements]sentence{
		putIdentity:      upsert("identities", 1, identityColumns...),
		changeIdentity:   {one: update("identities", changedColumns...)},
		putLife:          replace("lives", lifeColumns...),
		putCredential:    upsert("credentials", 1, credentialColumns...),
		changeCredential: {one: update("credentials", changedCredentialColumns...)},
		putUse:           replace("uses", useColumns...),
		putUsage:         upsertFrom("usages", 1, 3, usageColumns...),
		putGrant:         upsert("grants", 1, grantColumns...),
		putSystem:        upsert("systems", 1, systemColumns...),
		putRealm:         upsert("realms", 1, realmColumns...),
		putBirth:         keep("births", 1, birthColumns...),
		putFinding:       upsert("findings", 1, findingColumns...),
		putFindingLife:   replace("finding_lives", findingLifeColumns...),
		putEvidence:      upsert("evidence", 2, evidenceColumns...),
		putOutbox:        replace("outbox", outboxColumns...),
		putPosition:      upsert("position", 1, positionColumns...),
		putCounters:      upsert("counters", 1, counterColumns...),
		putWindow:        upsert("windows", 1, windowColumns...),
		dropWindow:       {one: `DELETE FROM windows WHERE name = ?`},
		putSource:        upsert("sources", 1, sourceColumns...),
		putSaid:          upsert("said", 2, saidColumns...),
	}
}

// keep is an INSERT that leaves a row of the same key as it is. As with the others, the sum goes last.
func keep(table string, key int, columns ...string) sentence {
	return inserts("INSERT INTO ", table, columns, " ON CONFLICT ("+strings.Join(columns[:key], ", ")+") DO NOTHING")
}

// replace is an INSERT that puts the row in the place of the one of the same key. Where a table has no other index, that is the
// least work: the old row need not be read.
func replace(table string, columns ...string) sentence {
	return inserts("INSERT OR REPLACE INTO ", table, columns, "")
}

// upsert is an INSERT that overwrites the row of the same key, which are the first columns.
func upsert(table string, key int, columns ...string) sentence {
	return upsertFrom(table, key, key, columns...)
}

// upsertFrom is upsert for a row whose first columns never change: an index over them then needs no work.
func upsertFrom(table string, key, fixed int, columns ...string) sentence {
	sets := make([]string, 0, len(columns))
	for _, c := range columns[fixed:] {
		sets = append(sets, c+" = excluded."+c)
	}
	sets = append(sets, "sum = excluded.sum")
	return inserts("INSERT INTO ", table, columns, " ON CONFLICT ("+strings.Join(columns[:key], ", ")+") DO UPDATE SET "+strings.Join(sets, ", "))
}

func inserts(start, table string, columns []string, end string) sentence {
	row := "(?" + strings.Repeat(", ?", len(columns)) + ")"
	start += table + " (" + strings.Join(columns, ", ") + ", sum) VALUES "
	return sentence{one: start + row + end, many: start + row + strings.Repeat(", "+row, many-1) + end}
}

// update sets columns of one row. The last column names it.
func update(table string, columns ...string) string {
	last := len(columns) - 1
	return "UPDATE " + table + " SET " + strings.Join(columns[:last], " = ?, ") + " = ? WHERE " + columns[last] + " = ?"
}

// prepared are the statements of the writing connection.
type prepared struct{ one, many [statements]*sql.Stmt }

// prepare prepares all statements on the writing connection.
func (db *DB) prepare(ctx context.Context) error {
	for s, text := range sentences() {
		for _, each := range []struct {
			text string
			into **sql.Stmt
		}{{text.one, &db.prepared.one[s]}, {text.many, &db.prepared.many[s]}} {
			if each.text == "" {
				continue
			}
			var err error
			if *each.into, err = db.write.PrepareContext(ctx, each.text); err != nil { //nolint:sqlclosecheck // closed with the store
				return fmt.Errorf("prepare %q: %w", each.text, err)
			}
		}
	}
	return nil
}

// writer writes rows in one transaction, many at a time where the table allows. The first error stays.
type writer struct {
	ctx     context.Context //nolint:containedctx // it lives as long as one call of Commit
	tx      *sql.Tx
	db      *DB
	waiting [statements]rows
	summer  summer
	err     error
}

// rows wait until there are many.
type rows struct {
	values []any
	n      int
}

// put writes a row with its checksum: all values, in the order of the table's columns. Within one transaction no row may be
// put twice.
func (w *writer) put(s statement, values ...any) {
	if w.err != nil {
		return
	}
	r := &w.waiting[s]
	r.values, r.n = append(append(r.values, values...), w.summer.sum(values...)), r.n+1
	if r.n == many {
		w.run(w.db.prepared.many[s], r.values)
		r.values, r.n = r.values[:0], 0
	}
}

// flush writes what still waits.
func (w *writer) flush() {
	for s := range w.waiting {
		r := &w.waiting[s]
		for i := range r.n {
			width := len(r.values) / r.n
			w.run(w.db.prepared.one[s], r.values[i*width:(i+1)*width])
		}
		r.n = 0
	}
}

func (w *writer) run(s *sql.Stmt, values []any) {
	if w.err == nil {
		_, w.err = w.tx.StmtContext(w.ctx, s).ExecContext(w.ctx, values...) //nolint:sqlclosecheck // it ends with the transaction
	}
}

func number(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

// key makes a number of an id. Two ids may share one, so who looks by it compares the id too.
func key(id string) int64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(id)) // a hash takes everything
	return int64(h.Sum64())    //nolint:gosec // all 64 bits
}
