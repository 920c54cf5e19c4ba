package app

import (
	"context"
	"time"

	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/pipeline"
)

// watchLatency tells, at each commit, how long its oldest records had been on disk: the time from acknowledged to listed.
func watchLatency(ctx context.Context, pipe *pipeline.Pipeline, log bus.Log, listed func(time.Duration)) {
	for at := pipe.Committed(); ctx.Err() == nil; {
		news := pipe.Next()
		if now := pipe.Committed(); now > at {
			for b, err := range log.Headers(ctx, at+1) {
				if err == nil && b.Kind == bus.Records && b.Seq <= now {
					listed(time.Since(b.Appended))
				}
				break
			}
			at = now
		}
		select {
		case <-news:
		case <-ctx.Done():
		}
	}
}
