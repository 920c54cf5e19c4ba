package pipeline

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"tabard.dev/tabard/internal/store"
)

// errFull reports that the inventory can name no more things.
var errFull = errors.New("the inventory is full: it holds 4 GiB of names")

// writer commits results, one set at a time, while judging goes on.
type writer struct {
	commits chan<- *store.Commit
	free    <-chan time.Duration // while the writer is idle, has how long the last commit took
}

func (p *Pipeline) startWriter(ctx context.Context, group *sync.WaitGroup, fail context.CancelCauseFunc) *writer {
	commits, free := make(chan *store.Commit, 1), make(chan time.Duration, 1)
	free <- 0
	group.Go(func() {
		for {
			select {
			case c := <-commits:
				began := time.Now()
				if err := p.commit(ctx, c); err != nil {
					fail(err)
					return
				}
				p.announce(c.Position, c.Counters)
				free <- time.Since(began)
			case <-ctx.Done():
				return
			}
		}
	})
	return &writer{commits: commits, free: free}
}

// commit writes results. A full or read-only disk is waited for: nothing is lost by that but time, and reading the whole
// state back would not help. After any other error judging starts again from what is on disk.
func (p *Pipeline) commit(ctx context.Context, c *store.Commit) error {
	for {
		err := p.Store.Commit(ctx, c)
		if err == nil {
			p.trouble(nil)
			return nil
		}
		if !errors.Is(err, store.ErrFull) && !errors.Is(err, store.ErrReadOnly) || ctx.Err() != nil {
			return err
		}
		if p.Problem() == nil {
			p.Logger.LogAttrs(ctx, slog.LevelError, "results wait for the disk", slog.String("error", err.Error()))
		}
		p.trouble(err)
		select {
		case <-time.After(again):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
