package eventindex

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
)

// errDamaged reports a day whose file is not what was written.
var errDamaged = errors.New("the list of a day's events is damaged; it is made again from the log")

// schema of a day's file. Texts that come again and again are kept once: a row is a few dozen bytes. Times are µs.
const schema = `
CREATE TABLE IF NOT EXISTS texts (n INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS events (
  seq INTEGER NOT NULL, idx INTEGER NOT NULL, time_us INTEGER NOT NULL, id_key INTEGER NOT NULL, id TEXT NOT NULL,
  system INTEGER NOT NULL, family INTEGER NOT NULL, action INTEGER NOT NULL, outcome INTEGER NOT NULL,
  identity INTEGER NOT NULL, session INTEGER NOT NULL, via INTEGER NOT NULL, credential INTEGER NOT NULL,
  source INTEGER NOT NULL, agent INTEGER NOT NULL, targets TEXT NOT NULL, sum INTEGER NOT NULL,
  PRIMARY KEY (seq, idx)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS events_time ON events (time_us);
CREATE INDEX IF NOT EXISTS events_identity ON events (identity, time_us);
CREATE INDEX IF NOT EXISTS events_key ON events (id_key);
CREATE TABLE IF NOT EXISTS state (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, first INTEGER NOT NULL, indexed INTEGER NOT NULL);
INSERT INTO state (one, version, first, indexed) VALUES (1, 3, 0, 0) ON CONFLICT DO NOTHING;
`

// day is one file.
type day struct {
	path  string
	write *sql.DB // used by the one goroutine that indexes
	read  *sql.DB
	first uint64 // batch that the file begins with, 0 in a new one
	last  atomic.Uint64
	bad   atomic.Bool      // it is damaged, and will be made again
	texts map[string]int64 // a cache, for the one goroutine that indexes

	insert, insertMany, putText *sql.Stmt // of write
}

// many is how many rows a statement writes at once, of so many columns.
const (
	many    = 32
	columns = 17
)

// prepare prepares the statements that write.
func (d *day) prepare(ctx context.Context) (err error) {
	// A row that is there already says the same. IGNORE never undoes a statement, so that SQLite need not keep what it changes.
	const start, values = `INSERT OR IGNORE INTO events VALUES `, `(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`
	if d.insert, err = d.write.PrepareContext(ctx, start+values); err != nil {
		return err
	}
	if d.insertMany, err = d.write.PrepareContext(ctx, start+values+strings.Repeat(`,`+values, many-1)); err != nil {
		return err
	}
	d.putText, err = d.write.PrepareContext(ctx, `INSERT INTO texts (value) VALUES (?) ON CONFLICT (value) DO UPDATE SET value = value RETURNING n`)
	return err
}

// mostTexts bounds the cache of texts.
const mostTexts = 100_000

// openDay opens a day's file, making it if need be. Writes are not synced one by one: what a crash takes is indexed again.
func openDay(ctx context.Context, path string) (*day, error) {
	d := &day{path: path, texts: map[string]int64{}}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := file.Close(); err != nil {
		return nil, err
	}
	if d.write, err = pool(path, 1, "journal_mode(WAL)", "synchronous(NORMAL)", "journal_size_limit(16777216)", "cache_size(-16384)"); err != nil {
		return nil, err
	}
	if d.read, err = pool(path, 2, "query_only(1)", "cache_size(-2048)"); err != nil {
		return nil, errors.Join(err, d.write.Close())
	}
	var indexed int64
	if _, err = d.write.ExecContext(ctx, schema); err == nil {
		err = d.write.QueryRowContext(ctx, `SELECT first, indexed FROM state WHERE version = 3`).Scan(&d.first, &indexed)
	}
	if err == nil {
		err = d.prepare(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, d.close())
	}
	d.last.Store(uint64(indexed)) //nolint:gosec // written from one
	return d, nil
}

func pool(path string, most int, pragmas ...string) (*sql.DB, error) {
	settings := url.Values{"_txlock": {"immediate"}, "_pragma": append(pragmas, "busy_timeout(10000)")}
	name := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: settings.Encode()}
	db, err := sql.Open("sqlite", name.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(most)
	return db, nil
}

// indexed gives the last batch whose events the file has.
func (d *day) indexed() uint64 { return d.last.Load() }

// check looks for damage in the structure of the file; what its rows say is checked when they are read.
func (d *day) check(ctx context.Context) error {
	var verdict string
	err := d.read.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&verdict)
	if err == nil && verdict != "ok" {
		err = fmt.Errorf("%w: %s", errDamaged, verdict)
	}
	return err
}

func (d *day) close() error { return errors.Join(d.read.Close(), d.write.Close()) }

// removeDay removes a day's file and what SQLite has beside it.
func removeDay(path string) error {
	var all error
	for _, name := range []string{path, path + "-wal", path + "-shm"} {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			all = errors.Join(all, err)
		}
	}
	return all
}
