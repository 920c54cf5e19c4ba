//go:build unix

package sqlite

import (
	"syscall"
)

// free gives the bytes that may still be written on the disk of a folder.
func free(folder string) (uint64, bool) {
	var disk syscall.Statfs_t
	if syscall.Statfs(folder, &disk) != nil {
		return 0, false
	}
	return uint64(disk.Bavail) * uint64(disk.Bsize), true //nolint:gosec,unconvert // neither is negative; their types differ between systems
}
