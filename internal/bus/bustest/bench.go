package bustest

import (
	"fmt"
	"sync/atomic"
	"testing"

	"tabard.dev/tabard/internal/bus"
)

// Bench measures durable records a second: batches of two sizes, from one sender and from eight.
func Bench(b *testing.B, s Subject) {
	b.Helper()
	for _, size := range []int{100, 1000} {
		batches := make([]*bus.Batch, 64)
		for i := range batches {
			batches[i] = Batch(i, size)
		}
		for _, senders := range []int{1, 8} {
			b.Run(fmt.Sprintf("records=%d/senders=%d", size, senders), func(b *testing.B) {
				log, err := s.Open(b.Context(), b.TempDir())
				if err != nil {
					b.Fatal(err)
				}
				defer log.Close() //nolint:errcheck // a benchmark
				b.SetBytes(int64(batches[0].Size()))
				var n atomic.Int64
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
					b.SetParallelism(senders / 2) // of two cores
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
