package app

import (
	"context"
	"crypto/sha256"
	"encoding/json/v2"
	"log/slog"
	"sync"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/config"
	"tabard.dev/tabard/internal/pipeline"
)

// How often a system is listed without a hint, and how long a hint waits for others before the system is listed: a script
// that makes a hundred roles is one listing, and a birth is still in the lists within a second.
// A role that no record announced is seen by the next listing. A large system is listed less often, so that listing takes a
// twentieth of the time at most.
const (
	listEvery = 10 * time.Second
	listShare = 20
	listDelay = 150 * time.Millisecond
	passWait  = 2 * time.Second // for the log to be read up to a listing, at most
)

// lister lists one connected system and puts what changed on the log.
type lister struct {
	system     string
	connection *tabard.Connection
	append     func(ctx context.Context, system string, entries []pipeline.ListingEntry) (uint64, error)
	pass       func(context.Context) // waits until the system's log is read up to now; nil where none is tailed
	log        *slog.Logger
	hints      chan struct{}

	known map[string][sha256.Size]byte // of each identity, by native id, what it was at the last listing

	mu     sync.Mutex
	status listingStatus
}

// listingStatus is how listing a system goes.
type listingStatus struct {
	last    time.Time // when it was last listed whole
	seq     uint64    // of the batch that says so
	missing []string  // what Tabard's own identity may not do, and what would let it
	err     error     // why the last try failed
}

// Status gives how it goes.
func (l *lister) Status() listingStatus {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.status
}

// note keeps how a try went.
func (l *lister) note(ctx context.Context, seq uint64, began time.Time, err error) {
	var missing []string
	if err == nil && l.connection.Missing != nil {
		all, problem := l.connection.Missing(ctx)
		err = problem
		for _, m := range all {
			missing = append(missing, m.Permission+" ("+m.For+"): "+m.Grant)
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.status.err = err; err == nil {
		l.status.last, l.status.missing = began, missing
		l.status.seq = max(l.status.seq, seq)
	}
}

// hint asks for a listing soon. It returns at once.
func (l *lister) hint() {
	select {
	case l.hints <- struct{}{}:
	default: // one is due already
	}
}

// run lists at start, after hints, and every so often, until the context ends.
func (l *lister) run(ctx context.Context) {
	var again []time.Duration
	for {
		began := time.Now().UTC()
		seq, err := l.list(ctx)
		l.note(ctx, seq, began, err)
		if err != nil && ctx.Err() == nil {
			l.log.LogAttrs(ctx, slog.LevelWarn, "the system could not be listed", slog.String("error", err.Error()))
		}
		next := max(listEvery, listShare*time.Since(began))
		if len(again) > 0 {
			next, again = again[0], again[1:]
		}
		select {
		case <-l.hints:
			// What a record announces may exist only when its transaction ends.
			again = []time.Duration{time.Second, 3 * time.Second, 10 * time.Second}
			select { // let more hints gather
			case <-time.After(listDelay):
			case <-ctx.Done():
				return
			}
			select {
			case <-l.hints:
			default:
			}
		case <-time.After(next):
		case <-ctx.Done():
			return
		}
	}
}

// list lists the system once. What it remembers moves only with what is on the log; after a restart it remembers nothing and
// puts everything on the log again, which changes nothing there.
func (l *lister) list(ctx context.Context) (uint64, error) {
	now := make(map[string][sha256.Size]byte, len(l.known))
	var entries []pipeline.ListingEntry
	for one, err := range l.connection.List(ctx) {
		if err != nil {
			return 0, err
		}
		text, err := json.Marshal(one, json.Deterministic(true))
		if err != nil {
			return 0, err
		}
		sum := sha256.Sum256(text)
		now[one.Identity.ID] = sum
		if before, ok := l.known[one.Identity.ID]; !ok || before != sum {
			entries = append(entries, pipeline.ListingEntry{Listed: &one})
		}
	}
	for id := range l.known {
		if _, ok := now[id]; !ok {
			entries = append(entries, pipeline.ListingEntry{Gone: &tabard.Key{ID: id}})
		}
	}
	if len(entries) == 0 && l.known != nil {
		return 0, nil
	}
	if l.known != nil && l.pass != nil {
		// The record of who made it comes before the listing that shows it.
		waiting, cancel := context.WithTimeout(ctx, passWait)
		l.pass(waiting)
		cancel()
	}
	seq, err := l.append(ctx, l.system, append(entries, pipeline.ListingEntry{Complete: true}))
	if err == nil {
		l.known = now
	}
	return seq, err
}

// connect opens the configured systems that have an address and a connector that can do more than read their logs.
func connect(file string, systems []config.System) (map[string]*tabard.Connection, error) {
	all := map[string]*tabard.Connection{}
	for _, s := range systems {
		for _, c := range Connectors() {
			if c.Name != s.Connector || c.Open == nil || s.URL.IsZero() {
				continue
			}
			connection, err := c.Open(tabard.Settings{System: s.Name, URL: tabard.NewSecret(s.URL.Reveal()), Log: s.Log})
			if err != nil {
				return nil, &config.Error{File: file, Line: s.Line, What: err.Error()}
			}
			all[s.Name] = connection
		}
	}
	return all, nil
}
