package backup_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/backup"
	"tabard.dev/tabard/internal/bus"
	log "tabard.dev/tabard/internal/bus/sqlite"
	"tabard.dev/tabard/internal/inventory"
	"tabard.dev/tabard/internal/store"
	"tabard.dev/tabard/internal/store/sqlite"
)

// server is a small one: it appends batches and commits what they give, until it is stopped.
type server struct {
	t     *testing.T
	dir   string
	store *sqlite.DB
	log   *log.Log
	state *inventory.State
	n     store.Counters
}

func start(t *testing.T, dir string) *server {
	t.Helper()
	s := &server{t: t, dir: dir, state: inventory.New(inventory.Config{})}
	var err error
	if s.store, err = sqlite.Open(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	if s.log, err = log.Open(t.Context(), log.Options{Path: filepath.Join(dir, "log.db")}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "installation.key"), []byte("00ff"), 0o600); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *server) stop() {
	if err := errors.Join(s.log.Close(), s.store.Close()); err != nil {
		s.t.Error(err)
	}
}

func (s *server) work(ctx context.Context, batches int) error {
	for i := range batches {
		b := &bus.Batch{Kind: bus.Records, Family: "test", IDs: make([][16]byte, 1), Records: [][]byte{fmt.Appendf(nil, `{"n":%d}`, i)}}
		if err := s.log.Append(ctx, b); err != nil {
			return err
		}
		s.state.Apply(&tabard.Event{
			Family: "test", System: "s", Realm: "r", Time: time.Unix(int64(b.Seq), 0), Action: "do", Outcome: tabard.OutcomeSuccess,
			Actor: tabard.Actor{Key: tabard.Key{Realm: "r", ID: fmt.Sprint("who-", b.Seq%50)}},
		})
		s.n.Accepted++
		c := &store.Commit{Position: store.Position{Seq: b.Seq, Appended: b.Appended.UnixMicro()}, Counters: s.n, Inventory: s.state.Take()}
		if err := s.store.Commit(ctx, c); err != nil {
			return err
		}
	}
	return nil
}

func create(t *testing.T, data, to string) error {
	t.Helper()
	_, err := backup.Create(t.Context(), backup.Options{Data: data, To: to, Keep: []string{"installation.key", "not-there"}, Version: "test", Now: time.Now()})
	return err
}

func TestBackupOfAWorkingServerIsWhole(t *testing.T) {
	data := t.TempDir()
	s := start(t, data)
	var working sync.WaitGroup
	ctx, cancel := context.WithCancel(t.Context())
	working.Go(func() {
		for ctx.Err() == nil {
			if err := s.work(ctx, 5); err != nil && ctx.Err() == nil {
				t.Error(err)
				return
			}
		}
	})
	for round := range 4 {
		to := filepath.Join(t.TempDir(), "backup")
		if err := create(t, data, to); err != nil {
			t.Fatal(err)
		}
		restored := filepath.Join(t.TempDir(), "data")
		r, err := backup.Restore(t.Context(), to, restored, true)
		if err != nil {
			t.Fatal(err)
		}
		if !r.Verified || r.Batches < r.Judged || r.Counters.Accepted != int64(r.Judged) {
			t.Errorf("round %d: %+v", round, r)
		}
		key, err := os.ReadFile(filepath.Join(restored, "installation.key"))
		if err != nil || string(key) != "00ff" {
			t.Errorf("the key is %q, %v", key, err)
		}
		for _, dir := range []string{to, restored} {
			private(t, dir)
		}
	}
	cancel()
	working.Wait()
	s.stop()
}

func private(t *testing.T, dir string) {
	t.Helper()
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%s has mode %v, want 0700", dir, info.Mode().Perm())
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if info, err := entry.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v, want 0600", entry.Name(), info.Mode().Perm())
		}
	}
}

func made(t *testing.T) string {
	t.Helper()
	data := t.TempDir()
	s := start(t, data)
	if err := s.work(t.Context(), 20); err != nil {
		t.Fatal(err)
	}
	s.stop()
	to := filepath.Join(t.TempDir(), "backup")
	if err := create(t, data, to); err != nil {
		t.Fatal(err)
	}
	return to
}

func TestDamagedBackupIsRefusedBeforeAnythingIsWritten(t *testing.T) {
	flip := func(name string) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			t.Helper()
			path := filepath.Join(dir, name)
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			at := len(content) / 2
			if name == "manifest.json" {
				at = bytes.Index(content, []byte(`"size"`)) + len(`"size": `) // not in the space between words, where it does no harm
			}
			content[at] ^= 4
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	remove := func(name string) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			t.Helper()
			if err := os.Remove(filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, damage := range map[string]func(t *testing.T, dir string){
		"a flipped bit in the store":        flip("tabard.db"),
		"a flipped bit in the log":          flip("log.db"),
		"a flipped bit in the log's mark":   flip("log.db.mark"),
		"a flipped bit in the key":          flip("installation.key"),
		"a flipped bit in the manifest":     flip("manifest.json"),
		"the store is missing":              remove("tabard.db"),
		"the key is missing":                remove("installation.key"),
		"the manifest is missing":           remove("manifest.json"),
		"the manifest names a file outside": rename,
	} {
		t.Run(name, func(t *testing.T) {
			dir := made(t)
			damage(t, dir)
			data := filepath.Join(t.TempDir(), "data")
			if _, err := backup.Restore(t.Context(), dir, data, false); err == nil {
				t.Fatal("it was restored")
			}
			if entries, err := os.ReadDir(filepath.Dir(data)); err != nil || len(entries) != 0 {
				t.Errorf("%v was written, %v", entries, err)
			}
		})
	}
}

func rename(t *testing.T, dir string) {
	t.Helper()
	path := filepath.Join(dir, "manifest.json")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	content = bytes.Replace(content, []byte(`"installation.key"`), []byte(`"../installation.key"`), 1)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestRestoreLeavesWhatIsThere(t *testing.T) {
	dir := made(t)
	data := t.TempDir()
	if err := os.WriteFile(filepath.Join(data, "tabard.db"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := backup.Restore(t.Context(), dir, data, true); !errors.Is(err, backup.ErrExists) {
		t.Errorf("restore over a data folder: %v, want ErrExists", err)
	}
	if mine, err := os.ReadFile(filepath.Join(data, "tabard.db")); err != nil || string(mine) != "mine" {
		t.Errorf("what was there is %q now, %v", mine, err)
	}
	if err := create(t, data, dir); !errors.Is(err, backup.ErrExists) {
		t.Errorf("backup over a backup: %v, want ErrExists", err)
	}
}

func TestVerifyNoticesALogOfAnotherInstallation(t *testing.T) {
	one, other := t.TempDir(), t.TempDir()
	for n, dir := range []string{one, other} {
		s := start(t, dir)
		if err := s.work(t.Context(), 20+n); err != nil {
			t.Fatal(err)
		}
		s.stop()
	}
	for _, name := range []string{"log.db", "log.db.mark"} {
		content, err := os.ReadFile(filepath.Join(other, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(one, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	to := filepath.Join(t.TempDir(), "backup")
	if err := create(t, one, to); err != nil {
		t.Fatal(err)
	}
	if _, err := backup.Restore(t.Context(), to, filepath.Join(t.TempDir(), "data"), true); err == nil || !strings.Contains(err.Error(), "does not belong") {
		t.Errorf("restore: %v, want an error that says that they do not belong together", err)
	}
}
