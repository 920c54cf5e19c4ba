//go:build !unix

package sqlite

import "os"

func lock(*os.File) error { return nil }

func free(string) (uint64, bool) { return 0, false }
