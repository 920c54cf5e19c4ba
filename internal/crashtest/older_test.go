package crashtest

import (
	"archive/tar"
	"compress/gzip"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// older unpacks the backup of an older Tabard.
func older(t *testing.T) string {
	t.Helper()
	packed, err := os.Open("testdata/older.tar.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close() //nolint:errcheck // only read
	plain, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(t.TempDir(), "older")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for files := tar.NewReader(plain); ; {
		header, err := files.Next()
		if errors.Is(err, io.EOF) {
			return folder
		}
		if err != nil {
			t.Fatal(err)
		}
		if header.Typeflag != tar.TypeReg {
			continue
		}
		text, err := io.ReadAll(files)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, filepath.Base(header.Name)), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// words gives the texts that a statement finds in a store.
func words(t *testing.T, folder, statement string) []string {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(folder, "tabard.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // it was only read
	rows, err := db.QueryContext(t.Context(), statement)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // Err tells
	var all []string
	for rows.Next() {
		var word string
		if err := rows.Scan(&word); err != nil {
			t.Fatal(err)
		}
		all = append(all, word)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestOlderFolderIsMigrated restores a backup of an older Tabard, looks that every row is there, and runs a server on it.
func TestOlderFolderIsMigrated(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds and runs the program")
	}
	binary, from, data := program(t), older(t), filepath.Join(t.TempDir(), "data")
	tables := words(t, from, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('schema_steps', 'outbox_readers')")
	if len(tables) < 25 || slices.Contains(words(t, from, "SELECT name FROM pragma_table_info('identities')"), "sum") {
		t.Fatalf("it is no older one: %v", tables)
	}
	does(t, binary, "restore", from, "--data", data, "--verify")
	rows := 0
	for _, table := range tables {
		columns := strings.Join(words(t, from, "SELECT name FROM pragma_table_info('"+table+"')"), ", ")
		before, after := dumpTable(t, from, "tabard.db", table, columns), dumpTable(t, data, "tabard.db", table, columns)
		rows += len(before)
		if diff := difference(after, before); diff != "" {
			t.Errorf("%s: %s", table, diff)
		}
	}
	if rows < 500 {
		t.Errorf("%d rows, there are more than 500 in it", rows)
	}

	s := start(t, binary, data)
	if s == nil {
		t.Fatal("the server does not start on an older folder")
	}
	s.says(t, "")
	text, err := os.ReadFile("../../examples/samples/aws.cloudtrail.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.send(t.Context(), string(text)); err != nil || got.Accepted+got.Duplicates != 82 { // which, tells how long ago the backup was made
		t.Errorf("records that it had: %+v, %v, want 82", got, err)
	}
	s.stop(t)
	if got := words(t, data, "SELECT stopped FROM guard"); !slices.Equal(got, []string{"1"}) {
		t.Errorf("the kill switch is %q, it was pulled", got)
	}
}

// TestNewerFolderIsRefused has a program meet a store that one of the future wrote.
func TestNewerFolderIsRefused(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds and runs the program")
	}
	binary, data := program(t), newFolder(t)
	s := start(t, binary, data)
	if s == nil {
		t.Fatal("the server does not start")
	}
	s.stop(t)
	db, err := sql.Open("sqlite", "file:"+filepath.Join(data, "tabard.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), `INSERT INTO schema_steps (number, name, sum) VALUES (99, '0099_future', '')`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	serve := []string{binary, "serve", "--data", data, "--listen", "127.0.0.1:0"}
	refuses(t, "a newer tabard wrote this store (it has migration 0099, which this one does not know)", serve...)
	refuses(t, "hint: run the tabard that wrote it", serve...)
}
