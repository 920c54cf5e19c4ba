package bench

import "time"

// spent is what something took: time, and time of processors.
type spent struct{ wall, cpu time.Duration }

func spend(do func()) spent {
	cpu := cpuTime()
	start := time.Now()
	do()
	return spent{time.Since(start), cpuTime() - cpu}
}
