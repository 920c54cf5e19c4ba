//go:build unix

package discover

import (
	"io/fs"
	"os/user"
	"strconv"
	"syscall"
)

// fileOwner names the user whose file it is, by number when the machine knows no name.
func fileOwner(info fs.FileInfo) string {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return ""
	}
	id := strconv.FormatUint(uint64(stat.Uid), 10)
	if u, err := user.LookupId(id); err == nil {
		return u.Username
	}
	return id
}

// openToOthers reports whether users other than the owner and the group can read the file.
func openToOthers(info fs.FileInfo) bool { return info != nil && info.Mode().Perm()&0o004 != 0 }
