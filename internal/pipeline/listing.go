package pipeline

import (
	"context"
	"encoding/json/v2"
	"fmt"
	"log/slog"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
)

// ListingEntry is one record of a listing batch: an identity as it is, one that is gone, or that the listing is complete.
// Between two complete listings only what changed need be on the log.
type ListingEntry struct {
	Listed   *tabard.Listed `json:"listed,omitempty"`
	Gone     *tabard.Key    `json:"gone,omitempty"`
	Complete bool           `json:"complete,omitzero"`
}

// listingFamily is the family of the events that listings are.
const listingFamily = "tabard.listing"

// AppendListing puts what a connector listed on the log, in batches of a bounded size, and gives the sequence of the last.
func (p *Pipeline) AppendListing(ctx context.Context, system string, entries []ListingEntry) (uint64, error) {
	var batches []*bus.Batch
	var now *bus.Batch
	size := 0
	for _, entry := range entries {
		doc, err := json.Marshal(entry)
		if err != nil {
			return 0, fmt.Errorf("listing of %s: %w", system, err)
		}
		if now == nil || size+len(doc) > bus.MaxBatch/2 || len(now.Records) == bus.MaxRecords {
			now, size = &bus.Batch{Kind: bus.Listing, System: system}, 0
			batches = append(batches, now)
		}
		now.Records, now.IDs = append(now.Records, doc), append(now.IDs, [16]byte{})
		size += len(doc)
	}
	for rest := batches; len(rest) > 0; {
		n := min(len(rest), 8)
		if err := p.Log.Append(ctx, rest[:n]...); err != nil {
			return 0, fmt.Errorf("listing of %s: %w", system, err)
		}
		rest = rest[n:]
	}
	if now == nil {
		return 0, nil
	}
	return now.Seq, nil
}

// listing takes in what a connector listed.
func (j *judge) listing(ctx context.Context, b *bus.Batch) {
	for i, doc := range b.Records {
		var entry ListingEntry
		if err := json.Unmarshal(doc, &entry); err != nil {
			j.counters.Unreadable++
			j.pipeline.Logger.LogAttrs(ctx, slog.LevelWarn, "a listing is not understood", slog.Uint64("batch", b.Seq), slog.String("error", err.Error()))
			continue
		}
		e := &tabard.Event{Family: listingFamily, Action: "listing", Outcome: tabard.OutcomeSuccess, Time: b.Appended, System: b.System, Realm: b.System}
		e.Seq, e.Index, e.Record = b.Seq, i, doc
		switch {
		case entry.Listed != nil:
			entry.Listed.Identity.Realm = b.System // no record of this system names a realm, so its name stands for one
			j.event(e, j.noSlots, j.inventory.List(e, entry.Listed))
		case entry.Gone != nil:
			j.event(e, j.noSlots, j.inventory.Unlist(e, tabard.Key{Realm: b.System, ID: entry.Gone.ID}))
		case entry.Complete:
			j.inventory.EndListing(e)
		}
	}
}

// hinted tells whoever lists a system that a record announced a change.
func (j *judge) hinted(e *tabard.Event) {
	if j.pipeline.Hinted == nil || e.Outcome == tabard.OutcomeFailure {
		return
	}
	for i := range e.Changes {
		if e.Changes[i].Hint {
			j.pipeline.Hinted(e.System)
			return
		}
	}
}

// sweepMinutes is how many ticks it takes to hold every listed identity against the policies again.
const sweepMinutes = 15

// sweep holds a part of the listed identities against the policies: facts that change with time alone come from the clock.
func (j *judge) sweep(at time.Time) {
	part := uint32(at.Unix() / 60 % sweepMinutes) //nolint:gosec // a small number
	for _, key := range j.inventory.Listed(part, sweepMinutes) {
		j.toDecide(key)
	}
}
