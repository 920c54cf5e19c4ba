package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
)

// version is the layout of the file. A file of a newer one is refused.
const version = 1

// The records come last, so that reading headers does not touch the pages that hold them. said is the newest Said batch
// before this one: Said batches outlive Prune, and one that is gone is noticed by the number that the next batch keeps.
const schema = `
CREATE TABLE batch (
	seq      INTEGER PRIMARY KEY,
	kind     INTEGER NOT NULL,
	family   TEXT    NOT NULL,
	system   TEXT    NOT NULL,
	source   TEXT    NOT NULL,
	cursor   TEXT    NOT NULL,
	appended INTEGER NOT NULL, -- UTC, microseconds
	said     INTEGER NOT NULL,
	refused  INTEGER NOT NULL,
	doubles  INTEGER NOT NULL,
	bodysum  INTEGER NOT NULL, -- CRC32C of records
	headsum  INTEGER NOT NULL, -- CRC32C of all the rest
	ids      BLOB    NOT NULL,
	records  BLOB    NOT NULL
) STRICT;
CREATE TABLE cursor (
	source TEXT PRIMARY KEY,
	cursor TEXT    NOT NULL,
	seq    INTEGER NOT NULL,
	sum    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE state (
	id     INTEGER PRIMARY KEY CHECK (id = 1),
	pruned INTEGER NOT NULL,
	passed INTEGER NOT NULL,
	sum    INTEGER NOT NULL
) STRICT;
`

// The journal is folded into the database every 8 MiB: often enough that a fold does not hold up a sender for long.
const (
	pageSize    = 8192
	foldEvery   = 8 << 20 / pageSize
	journalKeep = 16 << 20
)

// create makes the file if there is none, readable by its owner only; SQLite gives the files beside it the same mode.
func create(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return file.Close()
}

func source(path string, pragmas ...string) string {
	query := url.Values{"_pragma": append([]string{"busy_timeout(5000)", "cell_size_check(1)"}, pragmas...), "_txlock": {"immediate"}}
	return (&url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: query.Encode()}).String()
}

func openReaders(path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", source(path, "query_only(1)"))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(4)
	return db, nil
}

// writer is the one connection that writes, with its statements.
type writer struct {
	db             *sql.DB
	conn           *sql.Conn
	insert, upsert *sql.Stmt
}

func openWriter(ctx context.Context, path string) (*writer, error) {
	db, err := sql.Open("sqlite", source(path, fmt.Sprintf("page_size(%d)", pageSize), "journal_mode(WAL)", "synchronous(FULL)",
		fmt.Sprintf("wal_autocheckpoint(%d)", foldEvery), fmt.Sprintf("journal_size_limit(%d)", journalKeep)))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &writer{db: db, conn: conn}, nil
}

func (w *writer) prepare(ctx context.Context) (err error) {
	if w.insert, err = w.conn.PrepareContext(ctx, `INSERT INTO batch VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)`); err != nil {
		return err
	}
	w.upsert, err = w.conn.PrepareContext(ctx, `INSERT INTO cursor VALUES (?,?,?,?)
		ON CONFLICT (source) DO UPDATE SET cursor = excluded.cursor, seq = excluded.seq, sum = excluded.sum`)
	return err
}

func (w *writer) close() error {
	var errs []error
	for _, statement := range []*sql.Stmt{w.insert, w.upsert} {
		if statement != nil {
			errs = append(errs, statement.Close())
		}
	}
	return errors.Join(append(errs, w.conn.Close(), w.db.Close())...)
}

func migrate(ctx context.Context, conn *sql.Conn) error {
	var have int
	if err := conn.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&have); err != nil {
		return err
	}
	switch {
	case have == version:
		return checkSchema(ctx, conn)
	case have > version:
		return fmt.Errorf("its layout %d is newer than this program's %d", have, version)
	}
	_, err := conn.ExecContext(ctx, fmt.Sprintf(`BEGIN IMMEDIATE; %s INSERT INTO state VALUES (1, 0, 0, %d); PRAGMA user_version = %d; COMMIT`,
		schema, stateSum(0, 0), version))
	return err
}

var errSchema = errors.New("its tables are not described as they should be")

// checkSchema notices a flipped bit in a description, where SQLite might see a column of another name.
func checkSchema(ctx context.Context, conn *sql.Conn) error {
	var good, all int
	err := conn.QueryRowContext(ctx, `SELECT coalesce(sum(instr(?, sql || ';') > 0), 0), count(*) FROM sqlite_schema WHERE sql IS NOT NULL`, schema).Scan(&good, &all)
	if err != nil {
		return err
	}
	if good != all || all != strings.Count(schema, "CREATE") {
		return errSchema
	}
	return nil
}
