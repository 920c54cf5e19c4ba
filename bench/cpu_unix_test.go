//go:build unix

package bench

import (
	"syscall"
	"time"
)

// cpuTime is the processor time that this process has used.
func cpuTime() time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		panic(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

func (s spent) min(t spent) spent {
	if s.wall == 0 {
		return t
	}
	return spent{min(s.wall, t.wall), min(s.cpu, t.cpu)}
}
