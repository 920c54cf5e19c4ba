//go:build !unix

package bench

import "time"

var began = time.Now()

// cpuTime stands in for the processor time of this process where it cannot be had so easily.
func cpuTime() time.Duration { return time.Since(began) }
