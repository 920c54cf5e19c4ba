// Package storetest is the suite that every store of the engine passes: what is committed is there, whole and for good, and
// can be read page by page. A store's own test gives Run a way to open it.
package storetest

import (
	"context"
	"testing"

	"tabard.dev/tabard/internal/store"
)

// Store is what the suite needs of a store.
type Store interface {
	Commit(context.Context, *store.Commit) error
	Load(context.Context, store.Loading) (store.Position, store.Counters, error)
	KeepRefused(context.Context, []store.Refused) error
	TrimOutbox(ctx context.Context, before int64) error
	Evidence(ctx context.Context, finding string) ([]store.EvidenceRow, error)
	WaitingEvidence(ctx context.Context, before uint64, limit int) ([]store.EvidenceRow, error)
	CopyEvidence(context.Context, []store.EvidenceRow) error
	CopiedEvidence(ctx context.Context, seq uint64, index int) (store.EvidenceRow, error)
	Reader() store.Reader
	Close() error
}

// Open opens the store in a folder, which is empty at first. Opening the same folder again gives what was committed.
type Open func(t *testing.T, dir string) Store

// Run runs the suite.
func Run(t *testing.T, open Open) {
	t.Helper()
	for name, test := range map[string]func(*testing.T, Open){
		"commits are loaded again":                 testLoad,
		"a commit written twice changes nothing":   testTwice,
		"a commit that fails leaves nothing":       testAllOrNothing,
		"pages hold every row once":                testPages,
		"pages stay right while rows come in":      testPagesUnderInserts,
		"filters find what they say":               testFilters,
		"all filters of the contract are there":    testAllFilters,
		"questions that cannot be are refused":     testBadQueries,
		"what is not there is not found":           testNotFound,
		"texts come back as they went in":          testHostileTexts,
		"the outbox is read in order and trimmed":  testOutbox,
		"evidence is copied before it goes":        testEvidence,
		"the newest refused records are kept":      testRefused,
		"counts and findings are as of one moment": testStats,
	} {
		t.Run(name, func(t *testing.T) { test(t, open) })
	}
}

// opened opens a store and closes it at the end of the test.
func opened(t *testing.T, open Open, dir string) Store {
	t.Helper()
	s := open(t, dir)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

func mustCommit(t *testing.T, s Store, c *store.Commit) {
	t.Helper()
	if err := s.Commit(t.Context(), c); err != nil {
		t.Fatalf("commit: %v", err)
	}
}
