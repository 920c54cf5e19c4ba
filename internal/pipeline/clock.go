package pipeline

import (
	"context"
	"log/slog"
	"time"

	"tabard.dev/tabard/internal/bus"
)

// Clock appends a tick to the log every full minute until the context ends. A tick that cannot be appended is left out; the
// next one does its work.
func (p *Pipeline) Clock(ctx context.Context) {
	for {
		now := time.Now()
		select {
		case <-time.After(now.Truncate(time.Minute).Add(time.Minute).Sub(now)):
		case <-ctx.Done():
			return
		}
		if err := p.Log.Append(ctx, &bus.Batch{Kind: bus.Tick}); err != nil && ctx.Err() == nil {
			p.Logger.LogAttrs(ctx, slog.LevelWarn, "no clock tick", slog.String("error", err.Error()))
		}
	}
}
