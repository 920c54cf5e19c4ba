// Package sqlite is the store on one machine: a SQLite database in the data folder. The pipeline is the only one that
// writes results; the API reads, and writes what is its own (tokens, audit) through the same single writer.
//
// It promises that what Write returned from without an error is on disk (WAL, synchronous=FULL), and that readers see
// whole transactions only. SQL is written so that PostgreSQL takes it too: $1, ON CONFLICT, row values; ids and times
// (int64 microseconds) come from Go; a JSON text is never looked into.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"tabard.dev/tabard/internal/mark"
	"tabard.dev/tabard/internal/store"

	"modernc.org/sqlite" // also registers the driver
)

// fileName is the database in the data folder.
const fileName = "tabard.db"

// DB is an open store.
type DB struct {
	path  string
	write *sql.DB // one connection: SQLite has one writer, and waiting in Go is fair where its busy loop is not
	read  *sql.DB

	prepared prepared
	count    *sql.Stmt // counts a transaction and gives its number

	marking sync.Mutex
	mark    *mark.Mark // the last transaction that was acknowledged
}

// Open opens the store in a folder, makes both if they are not there (0700 and 0600), checks the database and brings its
// schema up to date. The error is a [*store.NewerError] when a newer Tabard wrote it, a [*store.DamageError] when it is damaged.
func Open(ctx context.Context, dir string) (*DB, error) {
	db, err := open(ctx, dir)
	if err != nil {
		return nil, fmt.Errorf("open store in %s: %w", dir, classify(err))
	}
	return db, nil
}

func open(ctx context.Context, dir string) (*DB, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	path := filepath.Join(dir, fileName)
	// SQLite gives the WAL and its index the mode of the database, so the database is made before SQLite sees it.
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := file.Close(); err != nil {
		return nil, err
	}
	db := &DB{path: path}
	if db.mark, err = mark.Open(path+".mark", false); err != nil {
		return nil, err
	}
	if db.write, err = pool(path, 1, "journal_mode(WAL)", "synchronous(FULL)", "wal_autocheckpoint(16000)",
		"journal_size_limit(67108864)", "cache_size(-65536)", "temp_store(2)"); err != nil {
		return nil, errors.Join(err, db.mark.Close())
	}
	if db.read, err = pool(path, max(4, runtime.NumCPU()), "query_only(1)", "cache_size(-8192)"); err != nil {
		return nil, errors.Join(err, db.write.Close(), db.mark.Close())
	}
	for _, step := range []func() error{
		func() error { return check(ctx, db.write, "PRAGMA quick_check(5)") },
		func() error { return migrate(ctx, db.write, migrations()) },
		func() error { return db.prepare(ctx) },
		func() error { return db.checkEnd(ctx) },
		func() error { return db.checkSeldom(ctx) },
	} {
		if err := step(); err != nil {
			return nil, errors.Join(err, db.Close())
		}
	}
	return db, nil
}

// pool opens a pool of connections that all have the pragmas.
func pool(path string, most int, pragmas ...string) (*sql.DB, error) {
	settings := url.Values{"_txlock": {"immediate"}, "_pragma": append(pragmas, "busy_timeout(10000)", "foreign_keys(1)")}
	name := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: settings.Encode()}
	db, err := sql.Open("sqlite", name.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(most)
	db.SetMaxIdleConns(most)
	return db, nil
}

// Write runs do in the one write transaction and commits it; the commit is on disk when Write returns. An error rolls
// everything back. do must not keep the transaction. A row that it adds or changes must be left with a sum of 0: Write puts
// the checksum in.
func (db *DB) Write(ctx context.Context, do func(*sql.Tx) error) error {
	return db.transact(ctx, func(tx *sql.Tx) error {
		if err := do(tx); err != nil {
			return err
		}
		for _, t := range tables() {
			if !t.seldom {
				continue
			}
			if err := t.seal(ctx, tx); err != nil {
				return err
			}
		}
		return nil
	})
}

// transact is Write for rows that have their checksums. It counts the transactions, and marks how many were acknowledged.
func (db *DB) transact(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", classify(err))
	}
	var n int64
	err = do(tx)
	if err == nil {
		err = tx.StmtContext(ctx, db.count).QueryRowContext(ctx).Scan(&n) //nolint:sqlclosecheck // it ends with the transaction
	}
	if err != nil {
		return classify(errors.Join(err, ignoreDone(tx.Rollback())))
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", classify(err))
	}
	db.acknowledge(uint64(n)) //nolint:gosec // not negative
	return nil
}

// ReadPool gives the connections for reading. They refuse to write.
func (db *DB) ReadPool() *sql.DB { return db.read }

// Path is the database file.
func (db *DB) Path() string { return db.path }

// Close waits for running statements and closes the store.
func (db *DB) Close() error { return errors.Join(db.read.Close(), db.write.Close(), db.mark.Close()) }

func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}

// check looks for damage in the structure of the database: quick_check, or integrity_check, which compares the indexes too.
func check(ctx context.Context, db *sql.DB, pragma string) error {
	rows, err := db.QueryContext(ctx, pragma)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // read to its end, Err is checked
	var found []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return err
		}
		if line != "ok" {
			found = append(found, line)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if len(found) > 0 {
		return &store.DamageError{Why: strings.Join(found, "; ")}
	}
	return nil
}

// code gives SQLite's primary result code in an error, 0 when there is none.
func code(err error) int {
	if from, ok := errors.AsType[*sqlite.Error](err); ok {
		return from.Code() & 0xff
	}
	return 0
}
