// Package backup copies a data folder while a server works in it, and puts a copy back. A copy is a folder with the store,
// the log, the installation's key and the head of the audit trail, and a manifest with their sizes and sums.
//
// It promises that the log in a copy reaches at least as far as its store, so that a restored server judges on from there;
// and that a copy with a wrong bit, a missing file or a log of another installation is refused before anything is written.
// The index of events is not copied: the server makes it again of the log. A copy holds what the data folder holds, the key
// included: guard it as well.
package backup

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json/jsontext"
	"encoding/json/v2"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the driver
)

// The files of a data folder that a backup holds.
const (
	storeFile    = "tabard.db"
	logFile      = "log.db"
	markFile     = "log.db.mark"
	manifestFile = "manifest.json"
)

// Manifest describes a backup.
type Manifest struct {
	Format int       `json:"format"`
	Tabard string    `json:"tabard"` // version that made it
	Made   time.Time `json:"made"`
	Files  []File    `json:"files"`
	Sum    string    `json:"sum"` // SHA-256 of the manifest without this line, hex
}

// File is one file of a backup.
type File struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

const format = 1

// Options say what to copy.
type Options struct {
	Data    string   // the data folder
	To      string   // a folder that does not exist yet
	Keep    []string // further files of the data folder, copied as they are; those that are not there are left out
	Version string
	Now     time.Time
}

// ErrExists reports that the folder to write to is there already. The caller names another one.
var ErrExists = errors.New("is there already")

// Create copies a data folder. A server may be working in it. The copy appears whole or not at all.
func Create(ctx context.Context, o Options) (*Manifest, error) {
	m, err := create(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("back up %s: %w", o.Data, err)
	}
	return m, nil
}

func create(ctx context.Context, o Options) (m *Manifest, err error) {
	if _, err := os.Stat(filepath.Join(o.Data, storeFile)); err != nil {
		return nil, err
	}
	part, err := begin(o.To)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(part))
		}
	}()
	// The order matters. What says how far a file must reach is copied before that file: the trail's head and the store before
	// the store's tables and the log, the log's mark before the log.
	for _, name := range append([]string{markFile}, o.Keep...) {
		if err := copyFile(filepath.Join(part, name), filepath.Join(o.Data, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	for _, name := range []string{storeFile, logFile} {
		if err := snapshot(ctx, filepath.Join(o.Data, name), filepath.Join(part, name)); err != nil {
			return nil, fmt.Errorf("copy %s: %w", name, err)
		}
	}
	m = &Manifest{Format: format, Tabard: o.Version, Made: o.Now.UTC()}
	if err := m.describe(part); err != nil {
		return nil, err
	}
	if err := m.write(part); err != nil {
		return nil, err
	}
	return m, finish(part, o.To)
}

// begin makes a folder beside the one that is to appear.
func begin(to string) (string, error) {
	if _, err := os.Stat(to); err == nil {
		return "", fmt.Errorf("%s %w", to, ErrExists)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return "", err
	}
	part, err := os.MkdirTemp(filepath.Dir(to), filepath.Base(to)+".part-") // mode 0700
	return part, err
}

// finish makes a folder durable and lets it appear.
func finish(part, to string) error {
	if err := syncDir(part); err != nil {
		return err
	}
	if err := os.Rename(part, to); err != nil {
		return err
	}
	return syncDir(filepath.Dir(to))
}

func syncDir(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// snapshot copies a SQLite database as it is at one moment, without stopping those who write it and without its migrations.
func snapshot(ctx context.Context, from, to string) error {
	settings := url.Values{"mode": {"rw"}, "_pragma": {"busy_timeout(10000)", "cell_size_check(1)"}}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", OmitHost: true, Path: from, RawQuery: settings.Encode()}).String())
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	_, err = db.ExecContext(ctx, `VACUUM INTO ?`, to)
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	return private(to)
}

// private makes a file its owner's alone, and durable.
func private(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Chmod(0o600), file.Sync(), file.Close())
}

func copyFile(to, from string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}

// describe lists the files of a folder.
func (m *Manifest) describe(dir string) error {
	entries, err := os.ReadDir(dir) // sorted by name
	if err != nil {
		return err
	}
	for _, entry := range entries {
		one, err := describe(dir, entry.Name())
		if err != nil {
			return err
		}
		m.Files = append(m.Files, one)
	}
	return nil
}

func describe(dir, name string) (one File, err error) {
	file, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return File{}, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	hash := sha256.New()
	size, err := io.Copy(hash, file)
	return File{Name: name, Size: size, SHA256: hex.EncodeToString(hash.Sum(nil))}, err
}

func (m *Manifest) write(dir string) error {
	m.Sum = m.sum()
	text, err := json.Marshal(m, jsontext.Multiline(true))
	if err != nil {
		return err
	}
	path := filepath.Join(dir, manifestFile)
	if err := os.WriteFile(path, append(text, '\n'), 0o600); err != nil {
		return err
	}
	return private(path)
}

// sum gives the sum of what the manifest says.
func (m *Manifest) sum() string {
	plain := *m
	plain.Sum = ""
	text, err := json.Marshal(plain)
	if err != nil {
		return "" // texts, numbers and times always encode
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
