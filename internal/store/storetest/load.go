package storetest

import (
	"context"
	"encoding/json/v2"
	"errors"
	"testing"

	"tabard.dev/tabard/internal/inventory"
	"tabard.dev/tabard/internal/store"
)

// loaded is everything that a store gives back.
type loaded struct {
	Position store.Position
	Counters store.Counters
	Rows     *inventory.Rows
	Findings []store.FindingRow
	Windows  map[string]string
	Sources  []store.SourceRow
}

func load(t *testing.T, s Store) string {
	t.Helper()
	state := inventory.New(inventory.Config{})
	l := loaded{Windows: map[string]string{}}
	var err error
	l.Position, l.Counters, err = s.Load(t.Context(), store.Loading{
		Inventory: state,
		Finding:   func(r store.FindingRow) { l.Findings = append(l.Findings, r) },
		Window:    func(name string, state []byte) error { l.Windows[name] = string(state); return nil },
		Source:    func(r store.SourceRow) error { l.Sources = append(l.Sources, r); return nil },
	})
	if err != nil {
		t.Fatalf("load: %v", err)
	}
	l.Rows = state.All()
	return written(t, l)
}

func written(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value, json.Deterministic(true))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func testLoad(t *testing.T, open Open) {
	t.Helper()
	dir, j := t.TempDir(), newJudging()
	s := open(t, dir)
	for range 5 {
		mustCommit(t, s, j.commit(40))
	}
	want := load(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := load(t, opened(t, open, dir)); got != want {
		t.Errorf("after opening it again the store gives\n%.2000s\nwant\n%.2000s", got, want)
	}
	var l loaded
	if err := json.Unmarshal([]byte(want), &l); err != nil {
		t.Fatal(err)
	}
	if l.Counters != j.counters || l.Position.Seq != 5 || l.Windows["rule"] != "5" || len(l.Sources) != 1 {
		t.Errorf("loaded %+v, %+v, %v", l.Position, l.Counters, l.Windows)
	}
	judged := j.state.All()
	judged.Births = nil
	if got, want := written(t, l.Rows), written(t, judged); got != want {
		t.Errorf("the inventory comes back as\n%.2000s\nwant\n%.2000s", got, want)
	}
}

func testTwice(t *testing.T, open Open) {
	t.Helper()
	j := newJudging()
	s := opened(t, open, t.TempDir())
	mustCommit(t, s, j.commit(40))
	c := j.commit(40)
	mustCommit(t, s, c)
	want := load(t, s)
	mustCommit(t, s, c)
	if got := load(t, s); got != want {
		t.Errorf("written twice it is\n%.2000s\nonce\n%.2000s", got, want)
	}
}

func testAllOrNothing(t *testing.T, open Open) {
	t.Helper()
	j := newJudging()
	s := opened(t, open, t.TempDir())
	mustCommit(t, s, j.commit(40))
	want := load(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Commit(ctx, j.commit(40)); !errors.Is(err, context.Canceled) {
		t.Fatalf("commit under an ended context: %v, want context.Canceled", err)
	}
	if got := load(t, s); got != want {
		t.Error("a commit under an ended context left rows")
	}
	bad := j.commit(40)
	twice := bad.Findings[0]
	twice.N += 1000 // one id under two numbers, after all rows before it were written
	bad.Findings = append(bad.Findings, twice)
	if err := s.Commit(t.Context(), bad); err == nil {
		t.Fatal("one finding was written under two numbers")
	}
	if got := load(t, s); got != want {
		t.Errorf("a commit that failed half way left\n%.2000s\nwant\n%.2000s", got, want)
	}
}
