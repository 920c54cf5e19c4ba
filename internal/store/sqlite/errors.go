package sqlite

import (
	"errors"
	"fmt"

	lib "modernc.org/sqlite/lib"

	"tabard.dev/tabard/internal/store"
)

// classify puts the error that callers act on around one of SQLite's.
func classify(err error) error {
	switch code(err) {
	case lib.SQLITE_FULL:
		return fmt.Errorf("%w: %w", store.ErrFull, err)
	case lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN, lib.SQLITE_PERM:
		return fmt.Errorf("%w: %w", store.ErrReadOnly, err)
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return errors.Join(&store.DamageError{Why: err.Error()}, err)
	}
	return err
}
