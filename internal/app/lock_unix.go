//go:build unix

package app

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// lockAlone takes a lock that ends with the process, however it ends. A command that looks whether the folder is taken holds it
// for a moment, so it is tried for a little while.
func lockAlone(file *os.File) error {
	var err error
	for range 20 {
		if err = unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB); !errors.Is(err, unix.EWOULDBLOCK) {
			return err
		}
		<-time.After(10 * time.Millisecond)
	}
	return err
}

// isLocked tells whether another process has the lock.
func isLocked(file *os.File) (bool, error) {
	err := unix.Flock(int(file.Fd()), unix.LOCK_SH|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return true, nil
	}
	return false, err
}
