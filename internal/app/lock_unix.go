//go:build unix

package app

import (
	"os"

	"golang.org/x/sys/unix"
)

// lockAlone takes a lock that ends with the process, however it ends.
func lockAlone(file *os.File) error {
	return unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
}
