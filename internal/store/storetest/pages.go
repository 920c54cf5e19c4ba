package storetest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/store"
)

// lists are the lists of a reader by name, each giving ids only.
func lists(r store.Reader) map[store.List]func(context.Context, store.Query) (store.Page[string], error) {
	return map[store.List]func(context.Context, store.Query) (store.Page[string], error){
		store.Identities:  ids(r.Identities, func(i tabard.Identity) string { return i.ID }),
		store.Credentials: ids(r.Credentials, func(c tabard.Credential) string { return c.ID }),
		store.Births:      ids(r.Births, func(b tabard.Birth) string { return b.ID }),
		store.Grants:      ids(r.Grants, func(g tabard.Grant) string { return g.ID }),
		store.Findings:    ids(r.Findings, func(f tabard.Finding) string { return f.ID }),
		store.Systems:     ids(r.Systems, func(s store.System) string { return s.Name }),
		store.RefusedList: ids(r.Refused, func(one store.Refused) string { return fmt.Sprint(one.ID) }),
	}
}

func ids[T any](list func(context.Context, store.Query) (store.Page[T], error), id func(T) string) func(context.Context, store.Query) (store.Page[string], error) {
	return func(ctx context.Context, q store.Query) (store.Page[string], error) {
		p, err := list(ctx, q)
		all := store.Page[string]{Next: p.Next}
		for _, item := range p.Items {
			all.Items = append(all.Items, id(item))
		}
		return all, err
	}
}

// sorts are the sorts that the console offers.
var sorts = map[store.List][]string{
	store.Identities: {"", "discovered", "-discovered", "name", "-name", "risk", "-risk"},
	store.Births:     {"", "discovered", "-discovered"},
	store.Findings:   {"", "time", "-time", "last", "-last", "severity", "-severity"},
}

// walk reads all pages.
func walk(t *testing.T, list func(context.Context, store.Query) (store.Page[string], error), q store.Query, between func()) []string {
	t.Helper()
	var all []string
	for range 10_000 {
		p, err := list(t.Context(), q)
		if err != nil {
			t.Fatalf("%+v: %v", q, err)
		}
		all = append(all, p.Items...)
		if p.Next == "" {
			return all
		}
		q.Cursor = p.Next
		if between != nil {
			between()
		}
	}
	t.Fatalf("%+v has no end", q)
	return nil
}

func filled(t *testing.T, open Open) (Store, *judging) {
	t.Helper()
	s, j := opened(t, open, t.TempDir()), newJudging()
	for range 4 {
		mustCommit(t, s, j.commit(60))
	}
	refused := make([]store.Refused, 25)
	for i := range refused {
		refused[i] = store.Refused{Time: start.Add(time.Duration(i) * time.Minute), Source: "http", Family: "test.audit", Record: i + 1, Reason: "bad", Text: "{"}
	}
	if err := s.KeepRefused(t.Context(), refused); err != nil {
		t.Fatal(err)
	}
	return s, j
}

func testPages(t *testing.T, open Open) {
	t.Helper()
	s, _ := filled(t, open)
	for name, list := range lists(s.Reader()) {
		for _, sort := range append([]string{""}, sorts[name]...) {
			whole := walk(t, list, store.Query{Sort: sort, Limit: 1000}, nil)
			if len(whole) == 0 {
				t.Errorf("%s sorted by %q is empty", name, sort)
			}
			for _, limit := range []int{1, 7} {
				if parts := walk(t, list, store.Query{Sort: sort, Limit: limit}, nil); !slices.Equal(parts, whole) {
					t.Errorf("%s sorted by %q, %d a page, differs from one page", name, sort, limit)
				}
			}
			if back, ok := strings.CutPrefix(sort, "-"); ok {
				other := walk(t, list, store.Query{Sort: back}, nil)
				slices.Reverse(other)
				if !slices.Equal(other, whole) {
					t.Errorf("%s sorted by %q is not the reverse of %q", name, sort, back)
				}
			}
			if again := slices.Compact(slices.Sorted(slices.Values(whole))); len(again) != len(whole) {
				t.Errorf("%s sorted by %q has %d items twice", name, sort, len(whole)-len(again))
			}
		}
	}
}

func testPagesUnderInserts(t *testing.T, open Open) {
	t.Helper()
	for _, name := range []store.List{store.Identities, store.Births, store.Findings, store.Grants, store.Credentials} {
		s, j := filled(t, open)
		list := lists(s.Reader())[name]
		before := walk(t, list, store.Query{Limit: 1000}, nil)
		paged := walk(t, list, store.Query{Limit: 5}, func() { mustCommit(t, s, j.commit(7)) })
		seen := map[string]int{}
		for _, id := range paged {
			if seen[id]++; seen[id] > 1 {
				t.Fatalf("%s: %s is on two pages", name, id)
			}
		}
		for _, id := range before {
			if seen[id] == 0 {
				t.Fatalf("%s: %s was there before the first page and is on none", name, id)
			}
		}
	}
}

func testFilters(t *testing.T, open Open) {
	t.Helper()
	s, _ := filled(t, open)
	r := s.Reader()
	all, err := r.Identities(t.Context(), store.Query{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	noon := start.Add(50 * time.Minute)
	for _, test := range []struct {
		filters map[string]string
		keep    func(tabard.Identity) bool
	}{
		{map[string]string{"system": "sys-1"}, func(i tabard.Identity) bool { return i.System == "sys-1" }},
		{map[string]string{"realm": "r2"}, func(i tabard.Identity) bool { return i.Realm == "r2" }},
		{map[string]string{"owner": "none"}, func(i tabard.Identity) bool { return i.Owner == nil }},
		{map[string]string{"owner": "team:ml"}, func(i tabard.Identity) bool { return i.Owner != nil && i.Owner.ID == "team:ml" }},
		{map[string]string{"state": "discovered", "owner": "team:ml"}, func(i tabard.Identity) bool { return i.State == "discovered" && i.Owner != nil }},
		{map[string]string{"kind": "service"}, func(i tabard.Identity) bool { return i.Kind.Value == "service" }},
		{map[string]string{"since": noon.Format(time.RFC3339)}, func(i tabard.Identity) bool { return !i.LastSeen.Before(noon) }},
		{map[string]string{"until": noon.Format(time.RFC3339)}, func(i tabard.Identity) bool { return i.LastSeen.Before(noon) }},
		{map[string]string{"q": "AGENT"}, func(i tabard.Identity) bool { return strings.Contains(i.NativeID, "agent") }},
		{map[string]string{"q": "%"}, func(i tabard.Identity) bool { return strings.Contains(i.NativeID, "%") }},
		{map[string]string{"q": "r_s"}, func(i tabard.Identity) bool { return strings.Contains(i.NativeID, "r_s") }},
		{map[string]string{"q": `\`}, func(i tabard.Identity) bool { return strings.Contains(i.NativeID, `\`) }},
		{map[string]string{"q": `'`}, func(i tabard.Identity) bool { return strings.Contains(i.NativeID, `'`) }},
		{map[string]string{"system": ""}, func(tabard.Identity) bool { return true }},
	} {
		got, err := r.Identities(t.Context(), store.Query{Limit: 1000, Filters: test.filters})
		if err != nil {
			t.Errorf("%v: %v", test.filters, err)
			continue
		}
		var want []string
		for _, i := range all.Items {
			if test.keep(i) {
				want = append(want, i.ID)
			}
		}
		if len(want) == 0 {
			t.Errorf("%v: the sample has none", test.filters)
		}
		if len(got.Items) != len(want) {
			t.Errorf("identities %v: %d, want %d", test.filters, len(got.Items), len(want))
		}
	}
	testFindingFilters(t, r)
	testFacets(t, r)
}

// testFacets compares the counts of fields with what the lists hold.
func testFacets(t *testing.T, r store.Reader) {
	t.Helper()
	counted, err := r.FindingFacets(t.Context(), map[string]string{"state": "snoozed"})
	if err != nil || counted.Approximate || len(counted.Fields) == 0 {
		t.Fatalf("facets = %+v, %v", counted, err)
	}
	for _, f := range counted.Fields {
		if len(f.Values) == 0 || !f.All {
			t.Errorf("facet %s: %+v", f.Field, f)
		}
		for _, v := range f.Values {
			if f.Field == "severity" {
				continue // the filter gives what is worse, too
			}
			filters := map[string]string{"state": "snoozed"}
			filters[f.Field] = v.Value
			p, err := r.Findings(t.Context(), store.Query{Limit: 1000, Filters: filters})
			if err != nil || int64(len(p.Items)) != v.Count {
				t.Errorf("findings with %s %q: %d counted, %d listed, %v", f.Field, v.Value, v.Count, len(p.Items), err)
			}
		}
	}
	var bad *store.BadQueryError
	if _, err := r.IdentityFacets(t.Context(), map[string]string{"colour": "red"}); !errors.As(err, &bad) {
		t.Errorf("a filter that is not there: %v", err)
	}
}

func testFindingFilters(t *testing.T, r store.Reader) {
	t.Helper()
	all, err := r.Findings(t.Context(), store.Query{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, value string
		keep        func(tabard.Finding) bool
	}{
		{"severity", "high", func(f tabard.Finding) bool { return f.Severity == tabard.High || f.Severity == tabard.Critical }},
		{"severity", "info", func(tabard.Finding) bool { return true }},
		{"state", "snoozed", func(f tabard.Finding) bool { return f.State == tabard.FindingSnoozed }},
		{"detection", "behavior-*", func(tabard.Finding) bool { return true }},
		{"detection", all.Items[0].Detection, func(f tabard.Finding) bool { return f.Detection == all.Items[0].Detection }},
		{"owner", "none", func(f tabard.Finding) bool { return f.Owner == nil }},
		{"identity", all.Items[0].Identity.ID, func(f tabard.Finding) bool { return f.Identity.ID == all.Items[0].Identity.ID }},
	} {
		got, err := r.Findings(t.Context(), store.Query{Limit: 1000, Filters: map[string]string{test.name: test.value}})
		want := 0
		for _, f := range all.Items {
			if test.keep(f) {
				want++
			}
		}
		if err != nil || len(got.Items) != want || want == 0 {
			t.Errorf("findings of %s %s: %d, %v; want %d", test.name, test.value, len(got.Items), err, want)
		}
	}
}

func testAllFilters(t *testing.T, open Open) {
	t.Helper()
	s, _ := filled(t, open)
	for name, list := range lists(s.Reader()) {
		for _, filter := range store.Filters(name) {
			value := cmp.Or(map[string]string{"since": start.Format(time.RFC3339), "until": start.Format(time.RFC3339), "severity": "low", "used": "used"}[filter], "x")
			if _, err := list(t.Context(), store.Query{Filters: map[string]string{filter: value}}); err != nil {
				t.Errorf("%s: filter %s: %v", name, filter, err)
			}
		}
	}
}

func testBadQueries(t *testing.T, open Open) {
	t.Helper()
	s, _ := filled(t, open)
	r := s.Reader()
	first, err := r.Identities(t.Context(), store.Query{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	for name, q := range map[string]store.Query{
		"a filter that is not there":   {Filters: map[string]string{"nope": "x"}},
		"a sort that is not there":     {Sort: "password"},
		"a sort with an injection":     {Sort: "n; DROP TABLE identities"},
		"a limit that is too large":    {Limit: 1001},
		"a limit below one":            {Limit: -1},
		"a cursor that is none":        {Cursor: "%%%"},
		"a cursor cut short":           {Cursor: first.Next[:len(first.Next)-3]},
		"a cursor of another sort":     {Cursor: first.Next, Sort: "name"},
		"a cursor of another question": {Cursor: first.Next, Filters: map[string]string{"system": "sys-1"}},
		"a time that is none":          {Filters: map[string]string{"since": "yesterday"}},
	} {
		_, err := r.Identities(t.Context(), q)
		if _, ok := errors.AsType[*store.BadQueryError](err); !ok {
			t.Errorf("%s: %v, want a BadQueryError", name, err)
		}
	}
	var bad *store.BadQueryError
	if _, err := r.Findings(t.Context(), store.Query{Filters: map[string]string{"severity": "terrible"}}); !errors.As(err, &bad) {
		t.Errorf("a severity that is none: %v, want a BadQueryError", err)
	}
	if _, err := r.Grants(t.Context(), store.Query{Filters: map[string]string{"used": "maybe"}}); !errors.As(err, &bad) {
		t.Errorf("a use that is none: %v, want a BadQueryError", err)
	}
}
