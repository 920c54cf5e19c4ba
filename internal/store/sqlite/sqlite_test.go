package sqlite

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"tabard.dev/tabard/internal/store"
)

func TestOpenMakesPrivateFilesAndKeepsWhatWasWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "with ?odd% name", "data")
	for round := range 2 {
		db, err := Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		if round == 0 {
			err := db.Write(t.Context(), func(tx *sql.Tx) error {
				_, err := tx.ExecContext(t.Context(), `INSERT INTO meta (name, value) VALUES ($1, $2)`, "k", "v")
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		var got string
		if err := db.ReadPool().QueryRowContext(t.Context(), `SELECT value FROM meta WHERE name = $1`, "k").Scan(&got); err != nil || got != "v" {
			t.Fatalf("round %d: read %q, %v; want v", round, got, err)
		}
		for _, name := range []string{fileName, fileName + "-wal", fileName + "-shm"} {
			info, err := os.Stat(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if info.Mode().Perm() != 0o600 {
				t.Errorf("%s has mode %v, want 0600", name, info.Mode().Perm())
			}
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("folder has mode %v, want 0700", info.Mode().Perm())
	}
}

func TestReadersCannotWrite(t *testing.T) {
	db := openTest(t)
	if _, err := db.ReadPool().ExecContext(t.Context(), `INSERT INTO meta (name, value) VALUES ('a', 'b')`); err == nil {
		t.Error("a reader wrote a row")
	}
}

func TestWriteRollsBackOnError(t *testing.T) {
	db := openTest(t)
	boom := errors.New("boom")
	err := db.Write(t.Context(), func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(t.Context(), `INSERT INTO meta (name, value) VALUES ('a', 'b')`); err != nil {
			return err
		}
		return boom
	})
	if !errors.Is(err, boom) {
		t.Fatalf("Write = %v, want boom", err)
	}
	var n int
	if err := db.ReadPool().QueryRowContext(t.Context(), `SELECT count(*) FROM meta WHERE name = 'a'`).Scan(&n); err != nil || n != 0 {
		t.Errorf("%d rows after a rollback, %v", n, err)
	}
}

func TestSchemaSteps(t *testing.T) {
	steps := []migration{{number: 1, name: "0001_a", sql: "CREATE TABLE a (x TEXT)"}, {number: 101, name: "0101_b", sql: "CREATE TABLE b (x TEXT)"}}
	raw, err := pool(filepath.Join(t.TempDir(), "x.db"), 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = raw.Close() })
	if err := migrate(t.Context(), raw, steps); err != nil {
		t.Fatal(err)
	}
	// A step with a lower number than the newest is still applied: two parts number theirs apart.
	between := []migration{steps[0], {number: 2, name: "0002_c", sql: "CREATE TABLE c (x TEXT); CREATE INDEX c_x ON c (x)"}, steps[1]}
	if err := migrate(t.Context(), raw, between); err != nil {
		t.Fatal(err)
	}
	if _, err := raw.ExecContext(t.Context(), "INSERT INTO c VALUES ('1')"); err != nil {
		t.Errorf("step 2 was not applied: %v", err)
	}
	var newer *store.NewerError
	if err := migrate(t.Context(), raw, steps); !errors.As(err, &newer) || newer.Migration != 2 {
		t.Errorf("unknown step: %v, want a NewerError for 2", err)
	}
	edited := []migration{{number: 1, name: "0001_a", sql: "CREATE TABLE a (y TEXT)"}, between[1], between[2]}
	if err := migrate(t.Context(), raw, edited); err == nil {
		t.Error("an edited step was accepted")
	}
	broken := append(between, migration{number: 102, name: "0102_d", sql: "CREATE TABLE d (x TEXT); CREATE TABLE a (x TEXT)"})
	if err := migrate(t.Context(), raw, broken); err == nil {
		t.Error("a failing step was accepted")
	}
	if _, err := raw.ExecContext(t.Context(), "SELECT * FROM d"); err == nil {
		t.Error("half of a failing step stayed")
	}
}

func TestDamageIsSaid(t *testing.T) {
	dir := t.TempDir()
	db, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, fileName)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copy(content[4096:], make([]byte, 64))
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), dir)
	if _, ok := errors.AsType[*store.DamageError](err); !ok {
		t.Errorf("Open = %v, want a DamageError", err)
	}
}

func openTest(t *testing.T) *DB {
	t.Helper()
	db, err := Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}
