package detect

import (
	"testing"
	"time"

	"tabard.dev/tabard"
)

func catalogueOf(t *testing.T, ids ...string) *Catalogue {
	t.Helper()
	var behaviors []tabard.Behavior
	for _, id := range ids {
		behaviors = append(behaviors, tabard.Behavior{ID: id, Title: id, Severity: tabard.Low, Detectors: []tabard.Detector{{
			Family: "f", Judge: func(*tabard.Event, []tabard.Fact, tabard.View) []tabard.Finding { return []tabard.Finding{{}} },
		}}})
	}
	c, err := New(behaviors, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func engineOf(c *Catalogue) *Engine { return NewEngine(c, func(string) int { return 0 }, false) }

func eventAt(at time.Time) *tabard.Event { return &tabard.Event{Family: "f", Action: "do", Time: at} }

// kept takes what an engine gives to the store.
func kept(g *Engine) map[string][]byte {
	rows := map[string][]byte{}
	g.Windows(func(name string, state []byte) { rows[name] = state })
	return rows
}

func TestWhatIsOffRaisesNothingAlsoAfterARestart(t *testing.T) {
	c := catalogueOf(t, "a", "b")
	g := engineOf(c)
	at := time.Date(2026, 11, 1, 10, 30, 0, 0, time.UTC)
	g.Judge(eventAt(at), tabard.NewSlots(0, nil), nil, Blank{})
	g.Switch("a.f", &Off{By: "ada", Reason: "noise", Since: at})
	rows := kept(g)

	again := engineOf(c)
	for name, state := range rows {
		if err := again.RestoreWindow(name, state); err != nil {
			t.Fatal(err)
		}
	}
	for _, change := range again.Judge(eventAt(at.Add(time.Minute)), tabard.NewSlots(0, nil), nil, Blank{}) {
		if change.Finding.Detection != "b.f" {
			t.Errorf("%s raised a finding while it is off", change.Finding.Detection)
		}
	}
	figures := again.Figures()
	if off := figures["a.f"].Off; off == nil || off.By != "ada" || off.Reason != "noise" || !off.Since.Equal(at) {
		t.Errorf("off = %+v, want who, why and when", off)
	}
	hour := time.Date(2026, 11, 1, 10, 0, 0, 0, time.UTC)
	if a, b := figures["a.f"].Hits[hour], figures["b.f"].Hits[hour]; a != 1 || b != 2 {
		t.Errorf("%d and %d hits in the hour, want 1 before it was off and 2", a, b)
	}
	again.Switch("a.f", nil)
	if len(again.Judge(eventAt(at), tabard.NewSlots(0, nil), nil, Blank{})) != 2 {
		t.Error("what is on again is quiet")
	}
	if state, told := kept(again)["\x1eoff a.f"]; !told || state != nil {
		t.Errorf("the store keeps %q of what is on again, want it forgotten", state)
	}
}

func TestHitsAreKeptForThirtyDays(t *testing.T) {
	g := engineOf(catalogueOf(t, "a"))
	first := time.Date(2026, 1, 1, 5, 0, 0, 0, time.UTC)
	judge := func(at time.Time, future bool) {
		e := eventAt(at)
		e.Future = future
		g.Judge(e, tabard.NewSlots(0, nil), nil, Blank{})
	}
	for i := range 40 {
		judge(first.AddDate(0, 0, i), false)
	}
	judge(first, false)                  // too late
	judge(first.AddDate(10, 0, 0), true) // says it comes from the future
	hits := g.Figures()["a.f"].Hits
	if len(hits) != keptDays || hits[first.AddDate(0, 0, 9)] != 0 || hits[first.AddDate(0, 0, 39)] != 1 {
		t.Errorf("%d hours with hits, want the newest 30 days", len(hits))
	}
	for name, state := range kept(g) {
		if at, ok := dayOf(name); ok && (state == nil) != (g.tally.hits[at] == nil) {
			t.Errorf("%q: the store and the engine do not keep the same", name)
		}
	}
	judge(first.AddDate(2, 0, 0), false)
	if hits := g.Figures()["a.f"].Hits; len(hits) != 1 {
		t.Errorf("%d hours are left after two years", len(hits))
	}
}

func TestWhatADetectionCostsIsCounted(t *testing.T) {
	g := engineOf(catalogueOf(t, "a"))
	for range 600 {
		g.Judge(eventAt(time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)), tabard.NewSlots(0, nil), nil, Blank{})
	}
	kept(g)
	cost := g.Figures()["a.f"].Cost
	if cost.Asked != 600 || cost.Matched != 600 || cost.Time <= 0 {
		t.Errorf("%+v, want 600 asked, 600 matched and a time from the sample", cost)
	}
}
