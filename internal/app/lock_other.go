//go:build !unix

package app

import "os"

// lockAlone does nothing here: the store's own lock still keeps a second writer out.
func lockAlone(*os.File) error { return nil }

// isLocked believes that the folder is held: there are no locks to ask here.
func isLocked(*os.File) (bool, error) { return true, nil }
