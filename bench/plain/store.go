package plain

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"

	_ "modernc.org/sqlite" // the driver
)

const schema = `
CREATE TABLE identities (realm TEXT, id TEXT, first TEXT, last TEXT, events INTEGER, PRIMARY KEY (realm, id)) WITHOUT ROWID;
CREATE TABLE usages (realm TEXT, id TEXT, action TEXT, first TEXT, last TEXT, events INTEGER, source TEXT,
	PRIMARY KEY (realm, id, action)) WITHOUT ROWID;
CREATE TABLE findings (rule TEXT, event TEXT, realm TEXT, id TEXT, time TEXT, PRIMARY KEY (rule, event)) WITHOUT ROWID;
CREATE TABLE seen (event TEXT PRIMARY KEY) WITHOUT ROWID;
`

// store is the rows.
type store struct {
	db                                *sql.DB
	identity, usage, finding, seenRow *sql.Stmt
}

// openStore makes the tables in a new file. A commit is on disk before it returns.
func openStore(ctx context.Context, path string) (*store, error) {
	db, err := sql.Open("sqlite", "file:"+path+"?"+url.Values{"_pragma": {"journal_mode(WAL)", "synchronous(FULL)"}}.Encode())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, schema); err != nil {
		return nil, fmt.Errorf("make tables: %w", err)
	}
	s := &store{db: db}
	for text, to := range map[string]**sql.Stmt{
		`INSERT INTO identities VALUES ($1, $2, $3, $3, 1)
			ON CONFLICT DO UPDATE SET last = max(last, excluded.last), events = events + 1`: &s.identity,
		`INSERT INTO usages VALUES ($1, $2, $3, $4, $4, 1, $5)
			ON CONFLICT DO UPDATE SET last = max(last, excluded.last), events = events + 1, source = excluded.source`: &s.usage,
		`INSERT INTO findings VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`: &s.finding,
		`INSERT INTO seen VALUES ($1) ON CONFLICT DO NOTHING`:                     &s.seenRow,
	} {
		if *to, err = db.PrepareContext(ctx, text); err != nil { //nolint:sqlclosecheck // closed with the file
			return nil, fmt.Errorf("prepare: %w", err)
		}
	}
	return s, nil
}

// write writes the rows of some events in one transaction and tells how many were new.
func (s *store) write(ctx context.Context, batch []result) (fresh int, err error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()         //nolint:errcheck // after a commit it does nothing
	var statements [4]*sql.Stmt // closed with the transaction
	for i, prepared := range []*sql.Stmt{s.seenRow, s.identity, s.usage, s.finding} {
		statements[i] = tx.StmtContext(ctx, prepared)
	}
	for _, r := range batch {
		inserted, err := statements[0].ExecContext(ctx, r.event)
		if err != nil {
			return 0, err
		}
		if n, err := inserted.RowsAffected(); err != nil {
			return 0, err
		} else if n == 0 {
			continue
		}
		fresh++
		if _, err := statements[1].ExecContext(ctx, r.realm, r.id, r.time); err != nil {
			return 0, err
		}
		if _, err := statements[2].ExecContext(ctx, r.realm, r.id, r.action, r.time, r.source); err != nil {
			return 0, err
		}
		for _, rule := range r.rules {
			if _, err := statements[3].ExecContext(ctx, rule, r.event, r.realm, r.id, r.time); err != nil {
				return 0, err
			}
		}
	}
	return fresh, tx.Commit()
}
