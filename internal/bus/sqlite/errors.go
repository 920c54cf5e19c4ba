package sqlite

import (
	"errors"
	"fmt"
	"path/filepath"
	"syscall"

	driver "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"tabard.dev/tabard/internal/bus"
)

// reserve is the room on disk below which the log calls itself full, before SQLite has to.
const reserve = 64 << 10

// classify puts a disk's refusal under the sentinel that tells callers what to do.
func classify(path string, err error) error {
	if err == nil || errors.Is(err, bus.ErrFull) || errors.Is(err, bus.ErrReadOnly) {
		return err
	}
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fmt.Errorf("%w: %w", bus.ErrFull, err)
	}
	if errors.Is(err, syscall.EROFS) || errors.Is(err, syscall.EACCES) || errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EIO) {
		return fmt.Errorf("%w: %w", bus.ErrReadOnly, err)
	}
	var refused *driver.Error
	if !errors.As(err, &refused) {
		return err
	}
	switch refused.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("%w: %w", bus.ErrFull, err)
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN:
		// SQLite calls a disk that has no room for its shared-memory file, or a sync that finds none, an I/O error.
		if room, ok := free(filepath.Dir(path)); ok && room < reserve {
			return fmt.Errorf("%w: %w", bus.ErrFull, err)
		}
	}
	return fmt.Errorf("%w: %w", bus.ErrReadOnly, err)
}

// damaged tells whether SQLite found its file to be no database, or a broken one.
func damaged(err error) bool {
	var refused *driver.Error
	if !errors.As(err, &refused) {
		return errors.Is(err, errSchema)
	}
	switch refused.Code() & 0xff {
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR:
		return true
	}
	return false
}
