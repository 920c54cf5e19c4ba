package inventory

import (
	"testing"

	"tabard.dev/tabard"
)

// TestMarksAreReplaced restores an inventory under another file of marks: everybody is judged by the new one.
func TestMarksAreReplaced(t *testing.T) {
	marks := func(text string) *Marks {
		m, err := ParseMarks([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	old := Config{Marks: marks(`marks: [{name: "*-bot", kind: service, weight: 0.8, source: here}, {user_agent: "helper/*", kind: workload, weight: 0.7, source: here}]`)}
	fresh := Config{Marks: marks(`marks: [{name: "*-bot", kind: agent, weight: 0.8, source: here}, {user_agent: "helper/*", kind: agent, weight: 0.7, source: here}]`)}
	s := New(old)
	s.Apply(act(0, "triage-bot", "read"))
	s.Apply(act(0, "x", "read", func(e *tabard.Event) { e.UserAgent = "helper/1.0" }))
	rows := newMemory()
	rows.keep(s.Take())
	rows.note(s)
	for name, want := range map[string][2]tabard.Kind{"triage-bot": {tabard.KindService, tabard.KindAgent}, "x": {tabard.KindWorkload, tabard.KindAgent}} {
		if got := mustIdentity(t, s, name).Kind.Value; got != want[0] {
			t.Errorf("%s is %s by the old marks, want %s", name, got, want[0])
		}
		again := rows.restore(t, old)
		again.Reconsider()
		if got := mustIdentity(t, again, name).Kind.Value; got != want[0] {
			t.Errorf("%s is %s after a restart, want %s", name, got, want[0])
		}
		other := rows.restore(t, fresh)
		other.Reconsider()
		if got := mustIdentity(t, other, name).Kind; got.Value != want[1] || len(got.Evidence) != 1 {
			t.Errorf("%s is %+v by the new marks, want %s by one mark", name, got, want[1])
		}
	}
}
