// Package wholefile writes small private files so that after any crash a file is there whole: as it was before, or as it is now.
package wholefile

import (
	"errors"
	"os"
	"path/filepath"
)

// Write replaces a file by one with that text that only its owner can read, whoever could read the one before. It is on disk
// when Write returns.
func Write(path, text string) error {
	folder := filepath.Dir(path)
	file, err := os.CreateTemp(folder, ".new-*") // 0600
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return syncFolder(folder)
}
