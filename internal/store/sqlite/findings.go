package sqlite

import (
	"context"
	"encoding/json/v2"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/store"
)

// findingList lists findings, those that began last first.
func findingList() *list {
	return &list{
		query: findingFields + `, $sort, f.n` + findingTables, number: "f.n",
		sorts: map[string]string{"time": "time_us", "last": "last_us", "severity": "severity_rank"}, usual: "-time",
		filters: map[string]filter{
			"system": exactly("system"), "identity": exactly("identity"), "detection": begins("detection"), "severity": worse("severity_rank"),
			"state": exactly("state"), "owner": ownedBy("owner"), "since": since("last_us"), "until": until("last_us"),
		},
	}
}

// Findings implements [store.Reader].
func (r *Reader) Findings(ctx context.Context, q store.Query) (store.Page[tabard.Finding], error) {
	return page(ctx, r.db, findingList(), q, func(scan func(...any) error, sorted, number any) (tabard.Finding, error) {
		row, err := scanFinding(func(into ...any) error { return scan(append(into, sorted, number)...) })
		return row.Finding, err
	})
}

// Finding implements [store.Reader].
func (r *Reader) Finding(ctx context.Context, id string) (tabard.Finding, error) {
	row, err := scanFinding(r.db.read.QueryRowContext(ctx, findingFields+findingTables+` WHERE id = $1`, id).Scan)
	return one(row.Finding, err)
}

// Evidence gives what is kept as evidence for a finding: the first pieces, and the newest as the last, with their records.
func (r *Reader) Evidence(ctx context.Context, finding string) ([]store.EvidenceRow, error) {
	rows, err := r.db.read.QueryContext(ctx, `SELECT slot, time_us, family, place, cut, record FROM evidence WHERE finding = $1 ORDER BY slot`, finding)
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close() //nolint:errcheck // read to its end, Err is checked
	var all []store.EvidenceRow
	for rows.Next() {
		e := store.EvidenceRow{Finding: finding}
		var place string
		if err := rows.Scan(&e.Slot, &e.Time, &e.Family, &place, &e.Cut, &e.Record); err != nil {
			return nil, classify(err)
		}
		if err := json.Unmarshal([]byte(place), &e.Place); err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, classify(rows.Err())
}
