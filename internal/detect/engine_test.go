package detect

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/sigma"
)

var noon = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)

// event is one of an actor, with an id of its own.
func event(family, action, actor, id string, at time.Time) *tabard.Event {
	return &tabard.Event{
		Event: id, Family: family, Action: action, Time: at, Realm: "r",
		Actor: tabard.Actor{Realm: "r", ID: actor, Name: actor},
	}
}

// said are the detections of changes, new ones marked.
func said(changes []Change) string {
	var all []string
	for _, c := range changes {
		name := c.Finding.Detection
		if c.New {
			name += "+"
		}
		all = append(all, name)
	}
	return strings.Join(all, " ")
}

func judgeFor(id, family string, finding tabard.Finding, actions ...string) tabard.Behavior {
	return tabard.Behavior{ID: id, Title: id, Severity: tabard.Low, Detectors: []tabard.Detector{{
		Family: family, Actions: actions,
		Judge: func(*tabard.Event, []tabard.Fact, tabard.View) []tabard.Finding { return []tabard.Finding{finding} },
	}}}
}

const wordRule = `
title: A rule over words
id: m
logsource: {product: tabard}
detection:
  selection: {action: 'b:*'}
  condition: selection
level: high
`

func compile(t *testing.T, behaviors ...tabard.Behavior) *Catalogue {
	t.Helper()
	c, err := New(behaviors, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func judged(g *Engine, e *tabard.Event, facts ...tabard.Fact) []Change {
	return g.Judge(e, tabard.NewSlots(8, nil), facts, Blank{})
}

// TestDetectorsAreAskedByFamilyAndAction also holds that changes come in the order of the catalogue, whoever raised them.
func TestDetectorsAreAskedByFamilyAndAction(t *testing.T) {
	g := engineOf(compile(t,
		judgeFor("tail", "f", tabard.Finding{}, "*:end"), judgeFor("facts", Any, tabard.Finding{}), judgeFor("head", "f", tabard.Finding{}, "b:*"),
		judgeFor("exact", "f", tabard.Finding{}, "b:end"), judgeFor("other", "g", tabard.Finding{}), judgeFor("all", "f", tabard.Finding{}),
	))
	for _, test := range []struct {
		family, action string
		facts          []tabard.Fact
		want           string
	}{
		{"f", "b:end", nil, "tail.f+ head.f+ exact.f+ all.f+"},
		{"f", "b:end", []tabard.Fact{{}}, "tail.f facts.any+ head.f exact.f all.f"},
		{"f", "c:end", nil, "tail.f all.f"},
		{"f", "b:", nil, "head.f all.f"},
		{"g", "b:end", nil, "other.g+"},
		{"unheard of", "b:end", nil, ""},
		{"unheard of", "b:end", []tabard.Fact{{}}, "facts.any"},
	} {
		if got := said(judged(g, event(test.family, test.action, "a", "", noon), test.facts...)); got != test.want {
			t.Errorf("%s of %s with %d facts gives %q, want %q", test.action, test.family, len(test.facts), got, test.want)
		}
	}
}

// TestRulesComeAfterDetectors gives what the rules of the user's own raise after what the detectors do.
func TestRulesComeAfterDetectors(t *testing.T) {
	parsed, err := sigma.Parse([]byte(wordRule))
	if err != nil {
		t.Fatal(err)
	}
	c, err := New([]tabard.Behavior{judgeFor("z", "f", tabard.Finding{}), judgeFor("a", "f", tabard.Finding{Severity: tabard.Critical})}, parsed)
	if err != nil {
		t.Fatal(err)
	}
	changes := judged(engineOf(c), event("f", "b:do", "x", "1", noon))
	if got := said(changes); got != "z.f+ a.f+ m+" {
		t.Fatalf("changes = %q", got)
	}
	for i, want := range []tabard.Severity{tabard.Low, tabard.Critical, tabard.High} {
		if got := changes[i].Finding.Severity; got != want {
			t.Errorf("%s is %s, want %s", changes[i].Finding.Detection, got, want)
		}
	}
}

// TestOneSubjectIsOneFinding counts events of a detection by whom they are about and their group.
func TestOneSubjectIsOneFinding(t *testing.T) {
	g := engineOf(compile(t, judgeFor("d", "f", tabard.Finding{})))
	first := judged(g, event("f", "x", "a", "1", noon))[0].Finding
	for i := range 30 {
		changes := judged(g, event("f", "x", "a", fmt.Sprint(i+2), noon.Add(time.Duration(i-1)*time.Minute)))
		if len(changes) != 1 || changes[0].New || changes[0].Finding != first {
			t.Fatalf("event %d opened another finding", i+2)
		}
	}
	if first.Count != 31 || !first.First.Equal(noon.Add(-time.Minute)) || !first.Last.Equal(noon.Add(28*time.Minute)) {
		t.Errorf("%d events from %v to %v", first.Count, first.First, first.Last)
	}
	if n := len(first.Evidence); n != maxEvidence || first.Evidence[0].Event != "1" || first.Evidence[n-1].Event != "31" {
		t.Errorf("evidence = %v, want the first ones and the newest", first.Evidence)
	}
	if !judged(g, event("f", "x", "b", "1", noon))[0].New {
		t.Error("another actor's event was added to the finding")
	}
}

// TestWhatGetsWorseRaisesTheSeverity leaves the id as it was.
func TestWhatGetsWorseRaisesTheSeverity(t *testing.T) {
	worse := judgeFor("d", "f", tabard.Finding{})
	worse.Detectors[0].Judge = func(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
		return []tabard.Finding{{Severity: tabard.Severity(e.Action), Group: "g", Summary: "said", About: tabard.Key{Realm: "r", ID: "victim"}}}
	}
	g := engineOf(compile(t, worse))
	f := judged(g, event("f", "medium", "a", "1", noon))[0].Finding
	id := f.ID
	judged(g, event("f", "critical", "b", "2", noon))
	judged(g, event("f", "info", "c", "3", noon))
	if f.Severity != tabard.Critical || f.Count != 3 || f.ID != id {
		t.Errorf("%s, %d times, %s; want critical, 3, %s", f.Severity, f.Count, f.ID, id)
	}
	if f.Summary != "said" || f.Identity.Name != "victim" {
		t.Errorf("%q about %q, want what the detector set", f.Summary, f.Identity.Name)
	}
	if open := g.OpenAbout(tabard.Key{Realm: "r", ID: "victim"}, "d."); len(open) != 1 || open[0] != f {
		t.Errorf("open about the victim: %v", open)
	}
}

// TestIDsSurviveARestart holds that the same events give the same ids, that a restored finding goes on, and that a closed one
// does not.
func TestIDsSurviveARestart(t *testing.T) {
	c := compile(t, judgeFor("d", "f", tabard.Finding{}))
	g, again := engineOf(c), engineOf(c)
	f := judged(g, event("f", "x", "a", "1", noon))[0].Finding
	if same := judged(again, event("f", "x", "a", "1", noon))[0].Finding; same.ID != f.ID {
		t.Errorf("ids %s and %s of the same event", f.ID, same.ID)
	}
	restarted := engineOf(c)
	restarted.Restore(*f)
	changes := judged(restarted, event("f", "x", "a", "2", noon))
	if len(changes) != 1 || changes[0].New || changes[0].Finding.ID != f.ID || changes[0].Finding.Count != 2 {
		t.Errorf("after a restart %+v, want the restored finding with 2", changes)
	}
	if restarted.Say(f.ID, tabard.FindingClosed) == nil || restarted.Say(f.ID, tabard.FindingOpen) != nil {
		t.Error("a closed finding is still there")
	}
	if next := judged(restarted, event("f", "x", "a", "2", noon)); !next[0].New || next[0].Finding.ID == f.ID {
		t.Error("later evidence does not open a new finding after one was closed")
	}
	if next := judged(restarted, event("f", "x", "b", "", noon))[0].Finding; next.ID == "" || !strings.HasPrefix(next.ID, "fi_") {
		t.Errorf("an event without an id gives %q", next.ID)
	}
}

// TestAloneNothingIsRemembered gives each record at most one finding a detection.
func TestAloneNothingIsRemembered(t *testing.T) {
	twice := judgeFor("d", "f", tabard.Finding{})
	twice.Detectors[0].Judge = func(*tabard.Event, []tabard.Fact, tabard.View) []tabard.Finding {
		return []tabard.Finding{{Group: "1"}, {Group: "2"}}
	}
	g := NewEngine(compile(t, twice), func(string) int { return 0 }, true)
	for i := range 3 {
		changes := judged(g, event("f", "x", "a", fmt.Sprint(i), noon))
		if len(changes) != 1 || !changes[0].New || changes[0].Finding.Count != 1 {
			t.Errorf("record %d gives %s, want one new finding", i, said(changes))
		}
	}
}

const burst = `
title: Things are done
name: done
logsource: {product: tabard}
detection:
  selection: {action: 'b:*'}
  condition: selection
---
title: Many things are done
correlation:
  type: event_count
  rules: [done]
  group-by: [actor.id]
  timespan: 10m
  condition: {gte: 3}
level: high
`

// TestWindowsCountAcrossARestart hands what correlations remember to a second engine in the middle of a window.
func TestWindowsCountAcrossARestart(t *testing.T) {
	parsed, err := sigma.Parse([]byte(burst))
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(nil, parsed)
	if err != nil {
		t.Fatal(err)
	}
	g := engineOf(c)
	for i := range 2 {
		if found := judged(g, event("f", "b:x", "a", fmt.Sprint(i), noon.Add(time.Duration(i)*time.Minute))); len(found) != 0 {
			t.Fatalf("event %d gives %s, want nothing yet", i, said(found))
		}
	}
	again := engineOf(c)
	for name, state := range kept(g) {
		if err := again.RestoreWindow(name, state); err != nil {
			t.Fatal(err)
		}
	}
	if found := judged(again, event("f", "b:x", "b", "9", noon.Add(2*time.Minute))); len(found) != 0 {
		t.Errorf("another actor's event gives %s", said(found))
	}
	found := judged(again, event("f", "b:x", "a", "2", noon.Add(2*time.Minute)))
	if len(found) != 1 || !found[0].New || len(found[0].Finding.Evidence) != 3 {
		t.Fatalf("the third event gives %s", said(found))
	}
	f := found[0].Finding
	if f.Identity.Name != "a" || !f.First.Equal(noon) || !strings.Contains(f.Summary, "3 within 2m0s") {
		t.Errorf("%+v", f)
	}
	if found := judged(again, event("f", "b:x", "a", "3", noon.Add(time.Hour))); len(found) != 0 {
		t.Errorf("an event long after the window gives %s", said(found))
	}
}

func TestCatalogueRefusesWhatIsThereTwice(t *testing.T) {
	b := judgeFor("d", "f", tabard.Finding{})
	if _, err := New([]tabard.Behavior{b, b}, nil); err == nil || !strings.Contains(err.Error(), `"d.f" is there twice`) {
		t.Errorf("New = %v", err)
	}
	c := compile(t, judgeFor("z", "f", tabard.Finding{}), judgeFor("a", "f", tabard.Finding{}))
	c.Add(Detection{ID: "m"})
	var ids []string
	for _, d := range c.Detections() {
		ids = append(ids, d.ID)
	}
	if !slices.Equal(ids, []string{"a.f", "m", "z.f"}) {
		t.Errorf("the catalogue lists %q", ids)
	}
}
