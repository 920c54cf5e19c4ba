package app

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/eventindex"
	"tabard.dev/tabard/internal/store"
	"tabard.dev/tabard/internal/store/sqlite"
)

// records is the index of events, and behind it what is kept as evidence: retention does not take that.
type records struct {
	*eventindex.Index
	db *sqlite.DB
}

// Record implements [store.EventReader]. A record that is gone from the log is found by its place, "SEQ-INDEX", when it is the
// evidence for a finding.
func (r records) Record(ctx context.Context, id string) (tabard.Record, error) {
	record, err := r.Index.Record(ctx, id)
	if !errors.Is(err, store.ErrNotFound) {
		return record, err
	}
	first, second, ok := strings.Cut(id, "-")
	seq, notSeq := strconv.ParseUint(first, 10, 63)
	index, notIndex := strconv.ParseUint(second, 10, 31)
	if !ok || notSeq != nil || notIndex != nil {
		return nil, err
	}
	kept, lost := r.db.CopiedEvidence(ctx, seq, int(index))
	if lost != nil {
		return nil, lost
	}
	return kept.Record, nil
}
