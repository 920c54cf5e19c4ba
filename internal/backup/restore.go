package backup

import (
	"context"
	"encoding/json/v2"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"tabard.dev/tabard/internal/bus"
	log "tabard.dev/tabard/internal/bus/sqlite"
	"tabard.dev/tabard/internal/inventory"
	"tabard.dev/tabard/internal/pipeline"
	"tabard.dev/tabard/internal/store"
	"tabard.dev/tabard/internal/store/sqlite"
)

// DamageError reports a backup that is not what was written. The caller takes another one.
type DamageError struct{ File, Why string }

func (e *DamageError) Error() string { return "the backup is damaged: " + e.File + ": " + e.Why }

// Check reads a whole backup and compares it to its manifest.
func Check(from string) (*Manifest, error) {
	m, err := readManifest(from)
	if err != nil {
		return nil, err
	}
	for _, needed := range []string{storeFile, logFile} {
		if !slices.ContainsFunc(m.Files, func(f File) bool { return f.Name == needed }) {
			return nil, &DamageError{manifestFile, "it does not name " + needed}
		}
	}
	for _, want := range m.Files {
		if want.Name != filepath.Base(want.Name) || want.Name == manifestFile {
			return nil, &DamageError{manifestFile, "it names a file elsewhere"}
		}
		got, err := describe(from, want.Name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, &DamageError{want.Name, "it is missing"}
		case err != nil:
			return nil, fmt.Errorf("check backup: %w", err)
		case got != want:
			return nil, &DamageError{want.Name, fmt.Sprintf("%d bytes with sum %.12s, want %d with %.12s", got.Size, got.SHA256, want.Size, want.SHA256)}
		}
	}
	return m, nil
}

func readManifest(from string) (*Manifest, error) {
	text, err := os.ReadFile(filepath.Join(from, manifestFile))
	if err != nil {
		return nil, fmt.Errorf("%s is no backup: %w", from, err)
	}
	m := new(Manifest)
	if err := json.Unmarshal(text, m); err != nil {
		return nil, &DamageError{manifestFile, err.Error()}
	}
	if m.Format != format {
		return nil, fmt.Errorf("the backup has format %d, which this tabard does not know; it knows %d", m.Format, format)
	}
	if m.Sum != m.sum() {
		return nil, &DamageError{manifestFile, "its sum is wrong"}
	}
	return m, nil
}

// Restore puts a backup into a data folder that does not exist, or is empty. With verify it then opens store and log as a
// server would and reads them to their end, before the folder appears.
func Restore(ctx context.Context, from, data string, verify bool) (*Report, error) {
	r, err := restore(ctx, from, data, verify)
	if err != nil {
		return nil, fmt.Errorf("restore %s: %w", from, err)
	}
	return r, nil
}

func restore(ctx context.Context, from, data string, verify bool) (r *Report, err error) {
	m, err := Check(from)
	if err != nil {
		return nil, err
	}
	if err := os.Remove(data); err != nil && !errors.Is(err, fs.ErrNotExist) { // an empty folder is as good as none
		return nil, fmt.Errorf("%s %w", data, ErrExists)
	}
	part, err := begin(data)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(part))
		}
	}()
	for _, file := range m.Files {
		if err := copyFile(filepath.Join(part, file.Name), filepath.Join(from, file.Name)); err != nil {
			return nil, err
		}
	}
	r = &Report{Manifest: *m}
	if verify {
		if err := r.verify(ctx, part); err != nil {
			return nil, err
		}
	}
	return r, finish(part, data)
}

// Report says what was restored.
type Report struct {
	Manifest
	Verified bool           `json:"verified"`
	Counters store.Counters `json:"counters"`
	Judged   uint64         `json:"judged"`  // batches
	Batches  uint64         `json:"batches"` // read from the log, to its end
	Records  int64          `json:"records"`
}

// verify opens what was restored as a server does: the store is checked and loaded, the log read to its end.
func (r *Report) verify(ctx context.Context, data string) (err error) {
	db, err := sqlite.Open(ctx, data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	at, counters, err := db.Load(ctx, store.Loading{
		Inventory: inventory.New(inventory.Config{}), Finding: func(store.FindingRow) {}, Window: func(string, []byte) error { return nil },
	})
	if err != nil {
		return err
	}
	if _, err := db.Verify(ctx); err != nil {
		return err
	}
	l, err := log.Open(ctx, log.Options{Path: filepath.Join(data, logFile), Position: at.Seq})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	if err := errors.Join(l.Check(ctx), pipeline.Agree(ctx, l, at)); err != nil {
		return err
	}
	first, last := l.Bounds()
	if last > 0 {
		for b, err := range l.Read(ctx, first) {
			if err != nil {
				return err
			}
			r.Batches++
			if b.Kind == bus.Records {
				r.Records += int64(len(b.Records))
			}
		}
	}
	r.Verified, r.Counters, r.Judged = true, counters, at.Seq
	return nil
}
