package sqlite

import (
	"tabard.dev/tabard/internal/store"
)

var (
	outboxColumns   = words("position id type time_us birth data")
	positionColumns = words("one seq appended_us")
	counterColumns  = words("one accepted rejected duplicates unreadable identities credentials births findings outbox")
	windowColumns   = words("name state")
	sourceColumns   = words("n name state")
	saidColumns     = words("seq i time_us about doc")
)

// judging writes what judging remembers besides the inventory, and how far it came.
func (w *writer) judging(c *store.Commit) {
	for _, r := range c.Windows {
		if r.State == nil {
			w.run(w.db.prepared.one[dropWindow], []any{r.Name})
			continue
		}
		w.put(putWindow, r.Name, r.State)
	}
	for _, r := range c.Sources {
		w.put(putSource, r.N, r.Name, string(r.State))
	}
	for _, r := range c.Said {
		w.put(putSaid, int64(r.Seq), r.Index, r.Time, r.About, string(r.Doc)) //nolint:gosec // sequences stay far below 2^63
	}
	n := &c.Counters
	w.put(putCounters, 1, n.Accepted, n.Rejected, n.Duplicates, n.Unreadable, n.Identities, n.Credentials, n.Births, n.Findings, n.Outbox)
	w.put(putPosition, 1, int64(c.Position.Seq), c.Position.Appended) //nolint:gosec // sequences stay far below 2^63
}

func (l *loader) position(at *store.Position, n *store.Counters) {
	l.sound("position", "counters")
	l.each(`SELECT seq, appended_us FROM position`, func(scan func(...any) error) error {
		return scan(&at.Seq, &at.Appended)
	})
	l.each(`SELECT accepted, rejected, duplicates, unreadable, identities, credentials, births, findings, outbox FROM counters`,
		func(scan func(...any) error) error {
			return scan(&n.Accepted, &n.Rejected, &n.Duplicates, &n.Unreadable, &n.Identities, &n.Credentials, &n.Births, &n.Findings, &n.Outbox)
		})
}
