package sqlite_test

import (
	"fmt"
	"path/filepath"
	"sync/atomic"
	"testing"

	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/bus/bustest"
	"tabard.dev/tabard/internal/bus/sqlite"
)

// BenchmarkAppend measures durable records a second: batches of two sizes, from one sender and from eight.
func BenchmarkAppend(b *testing.B) {
	for _, size := range []int{100, 450} {
		for _, senders := range []int{1, 8} {
			b.Run(fmt.Sprintf("records=%d/senders=%d", size, senders), func(b *testing.B) {
				log, err := sqlite.Open(b.Context(), sqlite.Options{Path: filepath.Join(b.TempDir(), "log.db")})
				if err != nil {
					b.Fatal(err)
				}
				defer log.Close() //nolint:errcheck // a benchmark
				var n atomic.Int64
				batches := make([]*bus.Batch, 64)
				for i := range batches {
					batches[i] = bustest.Batch(i, size)
				}
				b.SetParallelism(max(1, senders/2))
				appendOne := func() {
					batch := *batches[n.Add(1)%64]
					if err := log.Append(b.Context(), &batch); err != nil {
						b.Error(err)
					}
				}
				if senders == 1 {
					for b.Loop() {
						appendOne()
					}
				} else {
					b.RunParallel(func(pb *testing.PB) {
						for pb.Next() {
							appendOne()
						}
					})
				}
				b.ReportMetric(float64(n.Load())*float64(size)/b.Elapsed().Seconds(), "records/s")
			})
		}
	}
}
