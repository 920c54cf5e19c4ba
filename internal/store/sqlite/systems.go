package sqlite

import (
	"cmp"
	"context"
	"strings"
	"time"

	"tabard.dev/tabard/internal/store"
)

// After how long without a record a system is stale, and silent.
const (
	staleAfter  = time.Hour
	silentAfter = 24 * time.Hour
)

// Systems implements [store.Reader]. There are few, so they are read at once.
func (r *Reader) Systems(ctx context.Context, q store.Query) (store.Page[store.System], error) {
	result := store.Page[store.System]{Items: []store.System{}}
	if q.Sort != "" && q.Sort != "name" {
		return result, &store.BadQueryError{Field: "sort", Why: "systems are sorted by name"}
	}
	for name := range q.Filters {
		if name != "connector" && name != "state" {
			return result, &store.BadQueryError{Field: name, Why: "there is no such filter"}
		}
	}
	rows, err := r.db.read.QueryContext(ctx, systemFields+` WHERE name > $1 ORDER BY name`, q.Cursor)
	if err != nil {
		return result, classify(err)
	}
	defer rows.Close() //nolint:errcheck // read to its end, Err is checked
	for rows.Next() {
		s, err := scanSystem(rows.Scan)
		if err != nil {
			return result, classify(err)
		}
		if cmp.Or(q.Filters["connector"], s.Connector) != s.Connector || cmp.Or(q.Filters["state"], s.State) != s.State {
			continue
		}
		if len(result.Items) == cmp.Or(q.Limit, usualLimit) {
			result.Next = result.Items[len(result.Items)-1].Name
			break
		}
		result.Items = append(result.Items, s)
	}
	return result, classify(rows.Err())
}

// System implements [store.Reader].
func (r *Reader) System(ctx context.Context, name string) (store.System, error) {
	if err := r.db.sound(ctx, "systems", " WHERE name = $1", name); err != nil {
		return store.System{}, err
	}
	return one(scanSystem(r.db.read.QueryRowContext(ctx, systemFields+` WHERE name = $1`, name).Scan))
}

const systemFields = `SELECT name, realm, family, last_us, records FROM systems`

func scanSystem(scan func(...any) error) (store.System, error) {
	s := store.System{Gaps: []string{}, MissingPermissions: []string{}}
	var family string
	var last int64
	if err := scan(&s.Name, &s.Realm, &family, &last, &s.Records); err != nil {
		return s, err
	}
	s.Connector, _, _ = strings.Cut(family, ".")
	s.LastRecord = fromMicro(last)
	switch age := time.Since(s.LastRecord); {
	case age < staleAfter:
		s.State = "live"
	case age < silentAfter:
		s.State = "stale"
	default:
		s.State = "silent"
	}
	return s, nil
}
