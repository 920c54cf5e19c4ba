//go:build !unix

package discover

import "io/fs"

func fileOwner(fs.FileInfo) string { return "" }

func openToOthers(fs.FileInfo) bool { return false }
