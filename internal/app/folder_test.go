package app

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tabard.dev/tabard/internal/store/sqlite"
)

func TestTheAddressOfAKilledServerIsNotGiven(t *testing.T) {
	path := t.TempDir()
	if _, err := Address(path); !errors.Is(err, ErrNotRunning) {
		t.Errorf("of a new folder: %v, want %v", err, ErrNotRunning)
	}
	f, err := openFolder(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Address(path); !errors.Is(err, ErrNotRunning) {
		t.Errorf("of one that is starting: %v, want %v", err, ErrNotRunning)
	}
	if err := f.announce("http://127.0.0.1:1"); err != nil {
		t.Fatal(err)
	}
	if url, err := Address(path); err != nil || url != "http://127.0.0.1:1" {
		t.Errorf("of one that runs: %q, %v", url, err)
	}
	if err := f.lock.Close(); err != nil { // as when it is killed
		t.Fatal(err)
	}
	if url, err := Address(path); !errors.Is(err, ErrNotRunning) {
		t.Errorf("of one that was killed: %q, %v, want %v", url, err, ErrNotRunning)
	}
	if f, err = openFolder(path); err != nil {
		t.Fatal(err)
	}
	if url, err := Address(path); !errors.Is(err, ErrNotRunning) {
		t.Errorf("of the next one while it starts: %q, %v, want %v", url, err, ErrNotRunning)
	}
	if err := f.close(); err != nil {
		t.Fatal(err)
	}
}

// A bit that turns leaves 64 digits that are a key as well.
func TestAnotherKeyIsRefused(t *testing.T) {
	path := t.TempDir()
	start := func() error {
		f, err := openFolder(path)
		if err != nil {
			return err
		}
		defer f.close() //nolint:errcheck // nothing was announced
		db, err := sqlite.Open(t.Context(), path)
		if err != nil {
			return err
		}
		return errors.Join(f.checkKey(t.Context(), db), db.Close())
	}
	for range 2 {
		if err := start(); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(path, keyFile)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, damaged := range map[string]string{
		"another digit": string(text[1:64]) + string(text[0]) + "\n",
		"no digit":      "x" + string(text[1:]), "cut off": string(text[:20]), "empty": "",
	} {
		if err := os.WriteFile(file, []byte(damaged), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := start(); err == nil || !strings.Contains(err.Error(), "restore it from the backup") {
			t.Errorf("%s: %v, want to hear of the backup", name, err)
		}
	}
}
