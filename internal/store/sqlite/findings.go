package sqlite

import (
	"context"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/store"
)

// findingList lists findings, those that began last first.
func findingList() *list {
	return &list{
		query: findingFields + `, $sort, f.n` + findingTables, from: findingTables, number: "f.n",
		facets: []facet{{"severity", "severity"}, {"state", "state"}, {"owner", "owner"}, {"system", "system"}, {"detection", "detection"}},
		sorts:  map[string]string{"time": "time_us", "last": "last_us", "severity": "severity_rank"}, usual: "-time",
		filters: map[string]filter{
			"system": exactly("system"), "identity": exactly("identity"), "detection": begins("detection"), "severity": worse("severity_rank"),
			"state": exactly("state"), "owner": ownedBy("owner"), "since": since("last_us"), "until": until("last_us"),
		},
	}
}

// Findings implements [store.Reader].
func (r *Reader) Findings(ctx context.Context, q store.Query) (store.Page[tabard.Finding], error) {
	rows, err := page(ctx, r.db, findingList(), q, func(scan func(...any) error, sorted, number any) (store.FindingRow, error) {
		return scanFinding(func(into ...any) error { return scan(append(into, sorted, number)...) })
	})
	if err != nil {
		return store.Page[tabard.Finding]{}, err
	}
	found, err := r.withEvidence(ctx, rows.Items)
	return store.Page[tabard.Finding]{Items: found, Next: rows.Next}, err
}

// Finding implements [store.Reader].
func (r *Reader) Finding(ctx context.Context, id string) (tabard.Finding, error) {
	if err := r.db.sound(ctx, "findings", " WHERE id = $1", id); err != nil {
		return tabard.Finding{}, err
	}
	for _, table := range []string{"finding_lives", "evidence"} {
		if err := r.db.sound(ctx, table, " WHERE n = (SELECT n FROM findings WHERE id = $1)", id); err != nil {
			return tabard.Finding{}, err
		}
	}
	row, err := one(scanFinding(r.db.read.QueryRowContext(ctx, findingFields+findingTables+` WHERE id = $1`, id).Scan))
	if err != nil {
		return tabard.Finding{}, err
	}
	found, err := r.withEvidence(ctx, []store.FindingRow{row})
	if err != nil {
		return tabard.Finding{}, err
	}
	return found[0], nil
}

// withEvidence puts the places of the first pieces of evidence before the newest.
func (r *Reader) withEvidence(ctx context.Context, rows []store.FindingRow) ([]tabard.Finding, error) {
	found := make([]tabard.Finding, len(rows))
	if len(rows) == 0 {
		return found, nil
	}
	c, marks := &conditions{}, make([]string, len(rows))
	for i := range rows {
		marks[i] = c.arg(rows[i].N)
	}
	got, err := r.db.read.QueryContext(ctx, firstPlaces+` AND n IN (`+strings.Join(marks, ", ")+`) ORDER BY n, slot`, c.args...)
	if err != nil {
		return nil, classify(err)
	}
	defer got.Close() //nolint:errcheck // read to its end, Err is checked
	places := map[int64][]tabard.Place{}
	for got.Next() {
		if err := scanPlace(got.Scan, places); err != nil {
			return nil, classify(err)
		}
	}
	for i := range rows {
		found[i] = rows[i].Finding
		found[i].Evidence = append(places[rows[i].N], found[i].Evidence...)
	}
	return found, classify(got.Err())
}
