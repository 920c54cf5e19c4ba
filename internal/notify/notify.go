// Package notify tells each configured sink what was committed. It reads the outbox that the pipeline wrote, each sink at
// its own position, which is on disk.
//
// It promises that a sink whose target is away for however long misses nothing: it goes on where it was, with every notice
// at least once and in order. Only a notice that the target itself will not have, tried several times, is put aside, and
// that is counted and kept.
package notify

import (
	"context"
	"encoding/json/v2"
	"log/slog"
	"slices"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/store"
)

// Outbox is where committed results are read.
type Outbox interface {
	Outbox(ctx context.Context, after int64, limit int) ([]store.Outgoing, error)
	OutboxBounds(ctx context.Context) (first, last int64, err error)
}

// Positions keeps how far each sink was told. What it was told is on disk when it returns.
type Positions interface {
	// Position gives a sink's position, or sets it to start when it has none.
	Position(ctx context.Context, sink string, start int64) (int64, error)
	// Advance sets it, and keeps what was put aside on the way.
	Advance(ctx context.Context, sink string, position int64, dead []Dead) error
	DeadCount(ctx context.Context, sink string) (int64, error)
}

// Dead is a notice that a sink's target would not have.
type Dead struct {
	Position int64
	Notice   string
	Type     string
	Reason   string
	At       time.Time
}

// Watch is told how the sinks are doing.
type Watch interface {
	Sent(sink string, n int)
	Failed(sink string)
	Dead(sink string, n int)
	Behind(sink string, n int64)
}

// Sink is one configured sink.
type Sink struct {
	Name     string
	Sender   tabard.Sender
	Types    []string        // only these; all when empty
	Severity tabard.Severity // of findings: this and worse; all when empty
}

// wants reports whether a sink is to be told of a notice.
func (s Sink) wants(n tabard.Notice) bool {
	if len(s.Types) > 0 && !slices.Contains(s.Types, n.Type) {
		return false
	}
	return n.Type != "finding" || s.Severity == "" || severity(n.Data).Rank() >= s.Severity.Rank()
}

// severity gives a finding's, however the store holds it. What has none is not held back.
func severity(data any) tabard.Severity {
	switch f := data.(type) {
	case tabard.Finding:
		return f.Severity
	case *tabard.Finding:
		return f.Severity
	}
	var has struct {
		Severity tabard.Severity `json:"severity"`
	}
	text, err := json.Marshal(data)
	if err != nil || json.Unmarshal(text, &has) != nil || has.Severity.Rank() < 0 {
		return tabard.Critical
	}
	return has.Severity
}

// Settings is what a notifier needs.
type Settings struct {
	Outbox    Outbox
	Positions Positions
	News      func() <-chan struct{} // gives a channel that is closed at the next commit
	Sinks     []Sink
	Log       *slog.Logger
	Watch     Watch
}

// Notifier runs the sinks.
type Notifier struct {
	Settings
	tellers []*teller
}

// Open finds out where each sink stands. A sink that was not there before starts with what comes from now on; so that
// nothing falls in between, Open is called before the pipeline runs.
func Open(ctx context.Context, s Settings) (*Notifier, error) {
	n := &Notifier{Settings: s}
	first, last, err := s.Outbox.OutboxBounds(ctx)
	if err != nil {
		return nil, err
	}
	for _, sink := range s.Sinks {
		at, err := s.Positions.Position(ctx, sink.Name, last)
		if err != nil {
			return nil, err
		}
		dead, err := s.Positions.DeadCount(ctx, sink.Name)
		if err != nil {
			return nil, err
		}
		log := s.Log.With(slog.String("sink", sink.Name))
		if at < first-1 {
			log.LogAttrs(ctx, slog.LevelError, "results were dropped before the sink was told of them", slog.Int64("from", at+1), slog.Int64("to", first-1))
			at = first - 1
		}
		if at > last {
			log.LogAttrs(ctx, slog.LevelWarn, "the sink was told more than there is, as after a restore; it goes on with what comes", slog.Int64("told", at), slog.Int64("last", last))
			at = last
		}
		s.Watch.Dead(sink.Name, int(dead))
		n.tellers = append(n.tellers, &teller{notifier: n, sink: sink, at: at, log: log})
	}
	return n, nil
}

// Run tells the sinks until the context ends.
func (n *Notifier) Run(ctx context.Context) error {
	done := make(chan struct{})
	for _, t := range n.tellers {
		go func() {
			t.run(ctx)
			done <- struct{}{}
		}()
	}
	for range n.tellers {
		<-done
	}
	return nil
}
