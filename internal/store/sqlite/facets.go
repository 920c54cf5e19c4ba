package sqlite

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"tabard.dev/tabard/internal/store"
)

// Bounds of a facet: rows that are counted, and values that are told.
const (
	mostFaceted = 20_000
	mostValues  = 50
)

// facets counts the values of a list's fields among the newest rows that the filters let through. Counting is bounded, so
// that it costs the same in a list of a thousand and of millions.
func (r *Reader) facets(ctx context.Context, l *list, asked map[string]string) (store.Facets, error) {
	result := store.Facets{Fields: []store.Facet{}}
	for _, f := range l.facets {
		others := maps.Clone(asked)
		delete(others, f.name)
		one, err := r.facet(ctx, l, f, others)
		if err != nil {
			return result, err
		}
		result.Approximate = result.Approximate || !one.All
		result.Fields = append(result.Fields, one)
	}
	return result, nil
}

// facet is a field of a list that is counted: the name of its filter, and its column.
type facet struct{ name, column string }

func (r *Reader) facet(ctx context.Context, l *list, f facet, others map[string]string) (store.Facet, error) {
	result := store.Facet{Field: f.name, Values: []store.FacetCount{}}
	c := &conditions{}
	if l.where != "" {
		c.add(l.where)
	}
	if err := l.filter(c, others); err != nil {
		return result, err
	}
	where := ""
	if len(c.parts) > 0 {
		where = " WHERE " + strings.Join(c.parts, " AND ")
	}
	//nolint:gosec // put together from names in this package; what was asked for goes in as arguments
	query := fmt.Sprintf("SELECT v, count(*) FROM (SELECT %s AS v%s%s ORDER BY %s DESC LIMIT %s) AS newest GROUP BY v ORDER BY 2 DESC, 1",
		f.column, l.from, where, l.number, c.arg(mostFaceted+1))
	rows, err := r.db.read.QueryContext(ctx, query, c.args...)
	if err != nil {
		return result, classify(err)
	}
	defer rows.Close() //nolint:errcheck // read to its end, Err is checked
	for rows.Next() {
		var one store.FacetCount
		if err := rows.Scan(&one.Value, &one.Count); err != nil {
			return result, classify(err)
		}
		result.Counted += one.Count
		if one.Value == "" && f.name == "owner" {
			one.Value = "none" // as the filter calls it
		}
		if one.Value != "" && len(result.Values) < mostValues {
			result.Values = append(result.Values, one)
		}
	}
	result.All = result.Counted <= mostFaceted
	result.Counted = min(result.Counted, mostFaceted)
	return result, classify(rows.Err())
}

// IdentityFacets implements [store.Reader].
func (r *Reader) IdentityFacets(ctx context.Context, filters map[string]string) (store.Facets, error) {
	return r.facets(ctx, identityList(), filters)
}

// CredentialFacets implements [store.Reader].
func (r *Reader) CredentialFacets(ctx context.Context, filters map[string]string) (store.Facets, error) {
	return r.facets(ctx, credentialList(), filters)
}

// BirthFacets implements [store.Reader].
func (r *Reader) BirthFacets(ctx context.Context, filters map[string]string) (store.Facets, error) {
	return r.facets(ctx, birthList(), filters)
}

// FindingFacets implements [store.Reader].
func (r *Reader) FindingFacets(ctx context.Context, filters map[string]string) (store.Facets, error) {
	return r.facets(ctx, findingList(), filters)
}
