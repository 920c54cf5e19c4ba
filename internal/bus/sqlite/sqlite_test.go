package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/bus/bustest"
	"tabard.dev/tabard/internal/bus/sqlite"
)

var subject = bustest.Subject{
	Open: func(ctx context.Context, folder string) (bus.Log, error) {
		return sqlite.Open(ctx, sqlite.Options{Path: filepath.Join(folder, "log.db")})
	},
	Files: map[string]string{"database": "log.db", "journal": "log.db-wal", "shared memory": "log.db-shm", "mark": "log.db.mark"},
}

func TestMain(m *testing.M) { bustest.Main(m, subject) }

func TestLog(t *testing.T) { bustest.Run(t, subject) }

func BenchmarkAppend(b *testing.B) { bustest.Bench(b, subject) }

func open(t *testing.T, o sqlite.Options) *sqlite.Log {
	t.Helper()
	log, err := sqlite.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { log.Close() }) //nolint:errcheck // closed in the test where it matters
	return log
}

func TestLogThatEndsBeforeTheStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.db")
	log := open(t, sqlite.Options{Path: path, Position: 40})
	var damage *bus.DamageError
	if err := log.Check(t.Context()); !errors.As(err, &damage) || damage.From != 1 || damage.To != 40 {
		t.Errorf("Check of an empty log whose store is at 40 = %v, want damage from 1 to 40", err)
	}
	b := bustest.Sample(0)
	if err := log.Append(t.Context(), b); err != nil || b.Seq != 41 {
		t.Errorf("Append = %d, %v, want sequence 41: none is given out twice", b.Seq, err)
	}
	for _, err := range log.Read(t.Context(), 30) {
		if !errors.As(err, &damage) || damage.From != 30 || damage.To != 40 {
			t.Errorf("Read(30) = %v, want damage from 30 to 40", err)
		}
	}
	for got, err := range log.Read(t.Context(), 41) {
		if err != nil || got.Seq != 41 {
			t.Errorf("Read(41) = %v, %v", got, err)
		}
	}
}

func TestPassedLossIsRemembered(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.db")
	for _, o := range []sqlite.Options{{Path: path, Position: 40, Pass: 40}, {Path: path, Position: 40}} {
		log := open(t, o)
		if err := log.Check(t.Context()); err != nil {
			t.Errorf("Check with Pass %d = %v, want nil: an operator has accepted the loss", o.Pass, err)
		}
		if err := log.Close(); err != nil {
			t.Fatal(err)
		}
	}
	log := open(t, sqlite.Options{Path: path, Position: 41})
	if err := log.Check(t.Context()); err == nil {
		t.Error("Check = nil for a loss after the one that was passed")
	}
}

func TestPassedDamageIsLeftOut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.db")
	log := open(t, sqlite.Options{Path: path})
	for n := range 30 {
		if err := log.Append(t.Context(), bustest.Sample(n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), `UPDATE batch SET records = x'00' WHERE seq = 12; DELETE FROM batch WHERE seq IN (20, 21)`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, try := range []struct {
		pass uint64
		want int
	}{{0, 11}, {12, 18}, {0, 18}, {21, 27}} {
		log := open(t, sqlite.Options{Path: path, Pass: try.pass})
		got := 0
		for b, err := range log.Read(t.Context(), 1) {
			if err == nil && b != nil {
				got++
			}
		}
		if err := log.Close(); err != nil {
			t.Fatal(err)
		}
		if got != try.want {
			t.Errorf("with damage passed up to %d, %d batches are read, want %d", try.pass, got, try.want)
		}
	}
}

func TestFilesAreTheOwnersAlone(t *testing.T) {
	folder := t.TempDir()
	log := open(t, sqlite.Options{Path: filepath.Join(folder, "log with space?#%.db")})
	if err := log.Append(t.Context(), bustest.Sample(0)); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(folder)
	if err != nil || len(files) != 4 {
		t.Fatalf("%d files, %v, want database, journal, shared memory and mark", len(files), err)
	}
	for _, file := range files {
		if info, err := file.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v, want 0600", file.Name(), info.Mode())
		}
	}
}

func TestBlockedDisk(t *testing.T) {
	log := open(t, sqlite.Options{Path: filepath.Join(t.TempDir(), "log.db")})
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := log.Check(ended); !errors.Is(err, bus.ErrReadOnly) && !errors.Is(err, context.Canceled) {
		t.Errorf("Check whose time is over = %v, want an error", err)
	}
}
