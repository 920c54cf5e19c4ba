package ingest

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"sync"
	"time"
	"unicode/utf8"

	"tabard.dev/tabard/internal/bus"
)

// Refusal is a refused record, its secrets cut out, cut to 4 KiB.
type Refusal struct {
	Time   time.Time
	Source string // where it was read from; "" for HTTP
	System string
	Family string // "" when it could not be told
	Record int    // number in its delivery, from 1
	Line   int    // physical line, from 1; 0 when unknown
	Class  string // of the reason, for counting: one of a few
	Reason string
	Text   string
}

// Keeper stores refused records where they outlive the process; it keeps the newest few.
type Keeper interface {
	KeepRefused(ctx context.Context, refused []Refusal) error
}

// SizeError reports a record over the log's limit.
type SizeError struct{ Size int }

func (e *SizeError) Error() string {
	return fmt.Sprintf("record of %d bytes is over the limit of %d", e.Size, bus.MaxRecord)
}

// Class makes the reason countable.
func (e *SizeError) Class() string { return "too-large" }

const (
	keepRefused = 1000
	refusedText = 4 << 10
	reasonText  = 300
)

// refusal describes a refused record. Of one that is too long to be whole, twice as much text as is kept is looked at, so that a
// secret that the cut goes through is found too.
func (d *delivery) refusal(family string, record []byte, line int, why error) Refusal {
	if len(record) > bus.MaxRecord {
		record = record[:2*refusedText]
	}
	text := d.Conceal(cmp.Or(family, d.before), bytes.Clone(record))
	return Refusal{
		Time: d.received.UTC(), Source: d.from.Source, System: d.from.System, Family: family, Record: d.number, Line: line,
		Class: class(why), Reason: short(string(d.Mask([]byte(why.Error()))), reasonText), Text: short(string(text), refusedText),
	}
}

// class gives the class of a reason: what the error itself says, or "invalid".
func class(why error) string {
	var classed interface{ Class() string }
	if errors.As(why, &classed) {
		return classed.Class()
	}
	return "invalid"
}

// short cuts a text to a number of bytes, at a whole character.
func short(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return text[:limit]
}

// refusals holds the latest refused records and hands them to the keeper, off the way of the records that are accepted.
type refusals struct {
	keeper Keeper
	logger *slog.Logger

	mu      sync.Mutex
	ring    []Refusal // oldest first, at most keepRefused
	fresh   int       // how many at its end the keeper does not have
	byClass map[string]int64
}

func (r *refusals) add(refused Refusal) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.byClass == nil {
		r.byClass = map[string]int64{}
	}
	r.byClass[refused.Class]++
	r.ring = append(r.ring, refused)
	if len(r.ring) >= 2*keepRefused {
		r.ring = append(r.ring[:0], r.ring[len(r.ring)-keepRefused:]...)
	}
	r.fresh = min(r.fresh+1, keepRefused)
}

func (r *refusals) latest() []Refusal {
	r.mu.Lock()
	defer r.mu.Unlock()
	latest := make([]Refusal, 0, keepRefused)
	for i := len(r.ring) - 1; i >= 0 && len(latest) < keepRefused; i-- {
		latest = append(latest, r.ring[i])
	}
	return latest
}

func (r *refusals) counts() map[string]int64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	return maps.Clone(r.byClass)
}

// run hands refused records to the keeper once a second, and at the end.
func (r *refusals) run(closing <-chan struct{}) {
	if r.keeper == nil {
		return
	}
	every := time.NewTicker(time.Second)
	defer every.Stop()
	for {
		select {
		case <-every.C:
			r.keep()
		case <-closing:
			r.keep()
			return
		}
	}
}

func (r *refusals) keep() {
	r.mu.Lock()
	fresh := append([]Refusal(nil), r.ring[len(r.ring)-r.fresh:]...)
	r.fresh = 0
	r.mu.Unlock()
	if len(fresh) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := r.keeper.KeepRefused(ctx, fresh); err != nil {
		r.logger.WarnContext(ctx, "refused records are not kept", slog.Int("count", len(fresh)), slog.Any("error", err))
	}
}
