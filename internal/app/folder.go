package app

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tabard.dev/tabard/internal/store/sqlite"
	"tabard.dev/tabard/internal/wholefile"
)

// Files of the data folder besides the log's and the store's own.
const (
	AddressFile = "server.url"       // address of the running server, for commands on this machine
	keyFile     = "installation.key" // what fingerprints of secrets and the audit trail are sealed with
	lockFile    = "lock"
)

// folder is a data folder that this process holds.
type folder struct {
	path string
	key  []byte
	lock *os.File
}

// openFolder makes the data folder if need be, takes it for this process, and reads the installation's key, or makes it in
// a folder that is new.
func openFolder(path string) (*folder, error) {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	lock, err := os.OpenFile(filepath.Join(path, lockFile), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	if err := lockAlone(lock); err != nil {
		return nil, errors.Join(fmt.Errorf("data folder %s is in use by another server", path), lock.Close())
	}
	f := &folder{path: path, lock: lock}
	if err := os.Remove(f.file(AddressFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(err, lock.Close())
	}
	if f.key, err = f.installationKey(); err != nil {
		return nil, errors.Join(err, f.close())
	}
	return f, nil
}

// file gives the path of a file in the folder.
func (f *folder) file(name string) string { return filepath.Join(f.path, name) }

// close lets the folder go.
func (f *folder) close() error {
	if err := os.Remove(f.file(AddressFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, f.lock.Close())
	}
	return f.lock.Close()
}

// installationKey reads the key. It makes one only where nothing was sealed with another yet: with a new key beside old data
// equal secrets would no longer be seen to be equal, and the whole audit trail would look forged.
func (f *folder) installationKey() ([]byte, error) {
	key, err := readKey(f.path)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	for _, sealed := range []string{"tabard.db", "log.db"} {
		if _, err := os.Stat(f.file(sealed)); err == nil {
			return nil, fmt.Errorf("%s has data but no %s: restore the key from the backup", f.path, keyFile)
		}
	}
	key = make([]byte, 32)
	_, _ = rand.Read(key) // never fails
	if err := wholefile.Write(f.file(keyFile), hex.EncodeToString(key)+"\n"); err != nil {
		return nil, fmt.Errorf("make the installation's key: %w", err)
	}
	return key, nil
}

// readKey reads the key of an installation, which may be running.
func readKey(folder string) ([]byte, error) {
	text, err := os.ReadFile(filepath.Join(folder, keyFile))
	if err != nil {
		return nil, fmt.Errorf("read the installation's key: %w", err)
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(key) != 32 {
		return nil, fmt.Errorf("%s is damaged: restore it from the backup", filepath.Join(folder, keyFile))
	}
	return key, nil
}

// keyMark is what the store knows the key by, in its table meta.
const keyMark = "installation.key"

// checkKey compares the key to the one that the store was made with, by a mark that tells nothing about it. A key in which the
// disk turned a bit is a key too, but nothing that was sealed fits it.
func (f *folder) checkKey(ctx context.Context, db *sqlite.DB) error {
	mac := hmac.New(sha256.New, f.key)
	mac.Write([]byte("tabard installation key, version 1"))
	want := hex.EncodeToString(mac.Sum(nil)[:16])
	var have string
	err := db.ReadPool().QueryRowContext(ctx, `SELECT value FROM meta WHERE name = $1`, keyMark).Scan(&have)
	if errors.Is(err, sql.ErrNoRows) {
		return db.Write(ctx, func(tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, `INSERT INTO meta (name, value) VALUES ($1, $2)`, keyMark, want)
			return err
		})
	}
	if err == nil && have != want {
		return fmt.Errorf("%s is not the key that this data was sealed with: it is damaged, or of another installation; restore it from the backup", f.file(keyFile))
	}
	return err
}

// announce writes the server's address for commands on this machine.
func (f *folder) announce(url string) error {
	return wholefile.Write(f.file(AddressFile), url+"\n")
}

// ErrNotRunning reports that no server holds a data folder.
var ErrNotRunning = errors.New("no server runs on it")

// Address gives the address of the server that holds a data folder; [ErrNotRunning] when none does. What a killed server left
// behind is not taken for an address: by now somebody else may listen there, who must not be shown a token. A server takes
// the address of the one before away as soon as it holds the folder.
func Address(folder string) (string, error) {
	file, err := os.Open(filepath.Join(folder, lockFile))
	if errors.Is(err, fs.ErrNotExist) {
		return "", ErrNotRunning
	}
	if err != nil {
		return "", err
	}
	held, err := isLocked(file)
	if err := errors.Join(err, file.Close()); err != nil {
		return "", err
	}
	if !held {
		return "", ErrNotRunning
	}
	text, err := os.ReadFile(filepath.Join(folder, AddressFile))
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%w yet: it is starting", ErrNotRunning)
	}
	return strings.TrimSpace(string(text)), err
}
