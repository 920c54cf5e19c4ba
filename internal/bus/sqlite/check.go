package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"tabard.dev/tabard/internal/bus"
)

// probeEvery is how long an answer of Check about the disk is good for.
const probeEvery = 500 * time.Millisecond

type probe struct {
	mu   sync.Mutex
	at   time.Time
	said error
}

// Check tells what keeps the log from its promise now. It tries a write unless it did so in the last half second; when the
// context ends before the write does, the disk is blocked, and that is [bus.ErrReadOnly] too.
func (l *Log) Check(ctx context.Context) error {
	l.mu.Lock()
	lost, failing := l.lost, l.failing
	l.mu.Unlock()
	if room, ok := free(filepath.Dir(l.path)); ok && room < reserve {
		return fmt.Errorf("%w: %d bytes are free", bus.ErrFull, room)
	}
	if err := l.tryWrite(ctx, failing); err != nil {
		return err
	}
	if lost != nil {
		return lost
	}
	return nil
}

func (l *Log) tryWrite(ctx context.Context, failing error) error {
	l.probe.mu.Lock()
	defer l.probe.mu.Unlock()
	if time.Since(l.probe.at) < probeEvery {
		if failing != nil {
			return failing
		}
		return l.probe.said
	}
	written := make(chan error, 1)
	go func() {
		written <- l.run(ctx, &job{done: make(chan error, 1), do: func(ctx context.Context, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, `UPDATE state SET id = id`)
			return err
		}})
	}()
	select {
	case l.probe.said = <-written:
	case <-ctx.Done():
		l.probe.said = fmt.Errorf("%w: a write does not end", bus.ErrReadOnly)
	}
	l.probe.at = time.Now()
	return l.probe.said
}
