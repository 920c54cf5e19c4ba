package notify

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/store"
)

const (
	pageSize  = 100
	refusals  = 5               // times a target is asked before a notice that it will not have is put aside
	firstWait = time.Second     // between attempts, doubling …
	lastWait  = 5 * time.Minute // … up to this
	patience  = 2 * time.Minute // for one Send
)

// teller tells one sink.
type teller struct {
	notifier *Notifier
	sink     Sink
	at       int64 // position of the last result that the sink was told, or does not want
	log      *slog.Logger

	failures int  // in a row
	down     bool // and said so
}

func (t *teller) run(ctx context.Context) {
	for ctx.Err() == nil {
		news := t.notifier.News() // before reading, so that no commit falls in between
		page, err := t.notifier.Outbox.Outbox(ctx, t.at, pageSize)
		if err == nil && len(page) > 0 {
			err = t.tell(ctx, page)
		}
		if ctx.Err() != nil {
			return
		}
		t.behind(ctx)
		switch {
		case err != nil:
			t.failed(ctx, err)
		case len(page) < pageSize && (len(page) == 0 || t.at == page[len(page)-1].Position):
			select {
			case <-news:
			case <-ctx.Done():
			}
		}
	}
}

// tell sends a page's notices and moves the position past what was taken. Only a notice that stands alone is put aside.
func (t *teller) tell(ctx context.Context, page []store.Outgoing) error {
	var wanted []store.Outgoing
	for _, result := range page {
		if t.sink.wants(result.Notice) {
			wanted = append(wanted, result)
		}
	}
	end := page[len(page)-1].Position
	if len(wanted) == 0 {
		return t.advance(ctx, end, 0, nil)
	}
	notices := make([]tabard.Notice, len(wanted))
	for i := range wanted {
		notices[i] = wanted[i].Notice
	}
	limited, cancel := context.WithTimeout(ctx, patience)
	err := t.sink.Sender.Send(limited, notices)
	cancel()
	if err == nil {
		return t.advance(ctx, end, len(wanted), nil)
	}
	var failed *tabard.SendError
	if !errors.As(err, &failed) {
		return err
	}
	taken := min(max(failed.Taken, 0), len(wanted)-1)
	if taken > 0 {
		// The next one is a new matter.
		t.failures = 0
		if moved := t.advance(ctx, wanted[taken-1].Position, taken, nil); moved != nil {
			return moved
		}
		return err
	}
	if failed.Refused && t.failures+1 >= refusals {
		next := wanted[0]
		t.log.LogAttrs(ctx, slog.LevelError, "notice put aside: the target will not have it", slog.String("notice", next.Notice.ID), slog.String("error", err.Error()))
		t.failures = 0
		dead := Dead{next.Position, next.Notice.ID, next.Notice.Type, err.Error(), time.Now().UTC()}
		return t.advance(ctx, next.Position, 0, []Dead{dead})
	}
	return err
}

func (t *teller) advance(ctx context.Context, to int64, sent int, dead []Dead) error {
	// What was taken is on disk even when the server is about to end, or it would be told again for nothing.
	kept, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := t.notifier.Positions.Advance(kept, t.sink.Name, to, dead); err != nil {
		return err
	}
	t.at = to
	t.notifier.Watch.Sent(t.sink.Name, sent)
	t.notifier.Watch.Dead(t.sink.Name, len(dead))
	if sent > 0 && t.down {
		t.down = false
		t.log.LogAttrs(ctx, slog.LevelInfo, "sink is told again")
	}
	if sent > 0 {
		t.failures = 0
	}
	return nil
}

// failed waits before the next attempt: a random part of a span that doubles, or what the target asked for.
func (t *teller) failed(ctx context.Context, err error) {
	t.notifier.Watch.Failed(t.sink.Name)
	t.failures++
	if !t.down {
		t.down = true
		t.log.LogAttrs(ctx, slog.LevelWarn, "sink cannot be told; trying again until it can", slog.String("error", err.Error()))
	}
	wait := min(firstWait<<min(t.failures-1, 16), lastWait)
	wait = wait/2 + rand.N(wait/2+1) //nolint:gosec // spreads load, hides nothing
	if asked, ok := errors.AsType[*tabard.SendError](err); ok {
		wait = max(wait, asked.After)
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

func (t *teller) behind(ctx context.Context) {
	if _, last, err := t.notifier.Outbox.OutboxBounds(ctx); err == nil {
		t.notifier.Watch.Behind(t.sink.Name, max(0, last-t.at))
	}
}
