package app

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
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
	file, err := os.OpenFile(f.file(keyFile), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("make the installation's key: %w", err)
	}
	_, err = file.WriteString(hex.EncodeToString(key) + "\n")
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return nil, errors.Join(fmt.Errorf("make the installation's key: %w", err), os.Remove(file.Name()))
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

// announce writes the server's address for commands on this machine.
func (f *folder) announce(url string) error {
	next := f.file(AddressFile + ".new")
	if err := os.WriteFile(next, []byte(url+"\n"), 0o600); err != nil {
		return err
	}
	return os.Rename(next, f.file(AddressFile))
}
