package app

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/act"
	"tabard.dev/tabard/internal/config"
	"tabard.dev/tabard/internal/ingest"
	"tabard.dev/tabard/internal/store"
	"tabard.dev/tabard/internal/store/sqlite"
)

// lists are the store's lists; in that of systems are also those that are configured and never sent a record, and what their
// log files hide.
type lists struct {
	*sqlite.Reader
	configured []config.System
	tails      []*ingest.Tail
	listers    map[string]*lister
	committed  func() uint64
}

// Systems implements [store.Reader]. There are few, so a page is cut out of all.
func (l *lists) Systems(ctx context.Context, q store.Query) (store.Page[store.System], error) {
	result := store.Page[store.System]{Items: []store.System{}}
	if q.Sort != "" && q.Sort != "name" {
		return result, &store.BadQueryError{Field: "sort", Why: "systems are sorted by name"}
	}
	all, err := l.all(ctx)
	if err != nil {
		return result, err
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		s := all[name]
		if name <= q.Cursor || cmp.Or(q.Filters["connector"], s.Connector) != s.Connector || cmp.Or(q.Filters["state"], s.State) != s.State {
			continue
		}
		if len(result.Items) == cmp.Or(q.Limit, 100) {
			result.Next = result.Items[len(result.Items)-1].Name
			break
		}
		result.Items = append(result.Items, s)
	}
	return result, nil
}

// System implements [store.Reader].
func (l *lists) System(ctx context.Context, name string) (store.System, error) {
	all, err := l.all(ctx)
	if err != nil {
		return store.System{}, err
	}
	s, ok := all[name]
	if !ok {
		return store.System{}, fmt.Errorf("system %q: %w", name, store.ErrNotFound)
	}
	return s, nil
}

// Overview implements [store.Reader]: the store does not know all systems.
func (l *lists) Overview(ctx context.Context, since time.Time) (store.Overview, error) {
	o, err := l.Reader.Overview(ctx, since)
	if err != nil {
		return o, err
	}
	all, err := l.all(ctx)
	for _, s := range all {
		o.Systems[s.State]++
	}
	return o, err
}

// incarnation tells which incarnation of a key is the newest; 1 where nobody knows the key.
func (l *lists) incarnation(ctx context.Context, key tabard.Key) (int, error) {
	newest := 1
	p, err := l.Identities(ctx, store.Query{Filters: map[string]string{"realm": key.Realm, "native_id": key.ID}, Limit: 1000})
	for _, identity := range p.Items {
		newest = max(newest, identity.Incarnation)
	}
	return newest, err
}

// Probe implements [httpapi.Prober].
func (l *lists) Probe(ctx context.Context, name string) (missing []tabard.MissingPermission, silent, err error) {
	if _, err := l.System(ctx, name); err != nil {
		return nil, nil, err
	}
	lister, ok := l.listers[name]
	if !ok || lister.connection.Missing == nil {
		return nil, nil, fmt.Errorf("test system %q: %w", name, act.ErrCannot)
	}
	missing, silent = lister.connection.Missing(ctx)
	return missing, silent, nil
}

// all gives all systems by name.
func (l *lists) all(ctx context.Context) (map[string]store.System, error) {
	all := map[string]store.System{}
	for cursor := ""; ; {
		p, err := l.Reader.Systems(ctx, store.Query{Limit: 1000, Cursor: cursor})
		if err != nil {
			return nil, err
		}
		for _, s := range p.Items {
			all[s.Name] = s
		}
		if cursor = p.Next; cursor == "" {
			break
		}
	}
	for _, c := range l.configured {
		s, seen := all[c.Name]
		if !seen {
			s = store.System{Name: c.Name, Realm: c.Realm, State: "silent", Gaps: []string{}, MissingPermissions: []string{}}
		}
		s.Connector = c.Connector
		all[c.Name] = s
	}
	for _, tail := range l.tails {
		s, status := all[tail.System], tail.Status()
		s.Gaps = append(s.Gaps, status.Gaps...)
		if status.Err != nil {
			s.State = "failing"
			s.Gaps = append(s.Gaps, status.Err.Error())
		}
		all[tail.System] = s
	}
	for name, lister := range l.listers {
		s, status := all[name], lister.Status()
		s.MissingPermissions = append(s.MissingPermissions, status.missing...)
		if status.seq <= l.committed() {
			s.LastListing = status.last
		}
		if status.err != nil {
			s.State = "failing"
			s.Gaps = append(s.Gaps, "it could not be listed: "+status.err.Error())
		}
		all[name] = s
	}
	return all, nil
}
