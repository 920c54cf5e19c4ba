//go:build !unix

package mark

import "os"

func lock(*os.File) error { return nil }
