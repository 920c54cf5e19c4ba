package sqlite

import (
	"context"

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
