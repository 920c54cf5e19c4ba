//go:build !unix

package app

import "os"

// lockAlone does nothing here: the store's own lock still keeps a second writer out.
func lockAlone(*os.File) error { return nil }
