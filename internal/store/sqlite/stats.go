package sqlite

import (
	"context"
	"fmt"

	"tabard.dev/tabard/internal/store"
)

// Stats implements [store.Reader].
func (r *Reader) Stats(ctx context.Context) (store.Stats, error) {
	var s store.Stats
	at, n, err := r.db.Load(ctx, store.Loading{})
	if err != nil {
		return s, err
	}
	s.Events.Accepted, s.Events.Rejected, s.Events.Duplicates = n.Accepted, n.Rejected, n.Duplicates
	s.Identities, s.Credentials, s.Births, s.Findings = n.Identities, n.Credentials, n.Births, n.Findings
	lag, err := r.lag(ctx, at.Seq)
	if err != nil {
		return s, fmt.Errorf("stats: %w", err)
	}
	s.LagMS = lag.Milliseconds()
	return s, nil
}

// OpenFindings counts the open findings by severity.
func (r *Reader) OpenFindings(ctx context.Context) (map[string]int64, error) {
	return r.counts(ctx, `SELECT severity, count(*) FROM findings WHERE state = 'open' GROUP BY severity`)
}
