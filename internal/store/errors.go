package store

import (
	"errors"
	"fmt"
)

// ErrFull reports that the disk has no room. Nothing was written; the caller tries again when there is.
var ErrFull = errors.New("no space left for the store")

// ErrReadOnly reports that the store cannot be written. The caller stops judging and says so in readiness.
var ErrReadOnly = errors.New("store is not writable")

// DamageError reports that the database is damaged. Its rows are rebuilt from the log or restored from a backup.
type DamageError struct{ Why string }

func (e *DamageError) Error() string { return "store is damaged: " + e.Why }

// Hint gives the next step.
func (e *DamageError) Hint() string {
	return `stop the server; "tabard rebuild" makes the store anew from the log (docs/recovery.md says what is kept)`
}

// NewerError reports a schema that this Tabard does not know. The operator runs the newer Tabard, or restores a backup.
type NewerError struct{ Migration int }

func (e *NewerError) Error() string {
	return fmt.Sprintf("a newer tabard wrote this store (it has migration %04d, which this one does not know)", e.Migration)
}

// Hint gives the next step.
func (e *NewerError) Hint() string {
	return "run the tabard that wrote it, or a newer one; or restore a backup from before into a new data folder"
}
