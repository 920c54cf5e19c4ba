//go:build unix

package ingest

import (
	"os"
	"syscall"
)

// identify gives the device and inode of a file.
func identify(info os.FileInfo) fileID {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return fileID{}
	}
	return fileID{uint64(stat.Dev), uint64(stat.Ino)} //nolint:unconvert // their types differ between systems
}
