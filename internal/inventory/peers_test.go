package inventory

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
)

// monday is the start of a world of peers and of a person with a week.
var monday = time.Date(2026, 5, 4, 0, 0, 0, 0, time.UTC)

// crew are events of four workers of one team for ten days, of a person on workdays for six weeks, and of what comes then: a worker
// that is a day old and goes wild, and the person on a Sunday night.
func crew() []*tabard.Event {
	var all []*tabard.Event
	add := func(at time.Time, who, action string, kind tabard.Kind, change func(*tabard.Event)) {
		e := act(0, who, action, func(e *tabard.Event) {
			e.Time, e.Actor.Kind, e.UserAgent = at, kind, "worker/1"
			e.Labels = map[string]string{"team": "crew"}
		})
		if change != nil {
			change(e)
		}
		all = append(all, e)
	}
	for h := range 10 * 24 {
		for w := range 4 {
			for n := range 2 + h%3 {
				add(monday.Add(time.Duration(h)*time.Hour+time.Duration(10*n+w)*time.Minute), fmt.Sprint("worker-", w), fmt.Sprint("job-", n), tabard.KindWorkload, nil)
			}
		}
	}
	for day := range 45 {
		for h := 8; h < 17 && (day%7 < 5); h++ {
			add(monday.AddDate(0, 0, day).Add(time.Duration(h)*time.Hour+5*time.Minute), "dana", "read", tabard.KindHuman, func(e *tabard.Event) { e.UserAgent, e.Labels = "DBeaver", nil })
		}
	}
	young := monday.AddDate(0, 0, 11)
	for h := range 3 {
		add(young.Add(time.Duration(h)*time.Hour), "worker-9", "job-0", tabard.KindWorkload, nil)
	}
	for n := range 40 {
		add(young.Add(3*time.Hour+time.Duration(n)*time.Minute), "worker-9", "job-1", tabard.KindWorkload, nil)
	}
	add(young.Add(4*time.Hour), "worker-9", "grant admin", tabard.KindWorkload, nil)
	add(monday.AddDate(0, 0, 41).Add(2*time.Hour), "dana", "read", tabard.KindHuman, func(e *tabard.Event) { e.UserAgent, e.Labels = "DBeaver", nil })
	slices.SortStableFunc(all, func(a, b *tabard.Event) int { return a.Time.Compare(b.Time) })
	return all
}

func TestTheYoungAreHeldAgainstTheirPeers(t *testing.T) {
	s := New(Config{})
	var burst, hours, action tabard.Fact
	for _, e := range crew() {
		for _, f := range s.Apply(e) {
			switch {
			case f.Of == tabard.AnomalyBurst:
				burst = f
			case f.Of == tabard.AnomalyHours:
				hours = f
			case f.Kind == tabard.FactNewAction && f.Unusual > 0 && f.Now == "grant admin":
				action = f
			case f.Kind == tabard.FactAnomaly:
				t.Errorf("told besides: %+v", f)
			}
		}
	}
	if burst.Identity.ID != "worker-9" || burst.Was != "at most 4 events an hour of its 4 peers of team:crew" || !strings.HasSuffix(burst.Now, "within this hour") || burst.Unusual < 2 {
		t.Errorf("the burst is %+v", burst)
	}
	if action.Identity.ID != "worker-9" || action.Unusual < 10 {
		t.Errorf("what none of its peers did is %+v", action)
	}
	if hours.Identity.ID != "dana" || hours.Was != "active in 10 quarters of the days of a week" || hours.Now != "Sunday, 0 to 6 o'clock (UTC)" {
		t.Errorf("the act on a Sunday night is %+v", hours)
	}
}

// TestARestartChangesNoHabit has what one run tells told by another that is made anew of its rows every now and then.
func TestARestartChangesNoHabit(t *testing.T) {
	whole, cut := New(Config{}), New(Config{})
	all, parts := newMemory(), newMemory()
	for n, e := range crew() {
		want, got := told(whole.Apply(e)), told(cut.Apply(e))
		if got != want {
			t.Fatalf("event %d: facts\n%swithout a restart\n%s", n, got, want)
		}
		if n%97 == 0 {
			parts.keep(cut.Take())
			parts.note(cut)
			cut = parts.restore(t, Config{})
			cut.Reconsider()
		}
	}
	all.keep(whole.Take())
	all.note(whole)
	parts.keep(cut.Take())
	parts.note(cut)
	if got, want := parts.text(), all.text(); got != want {
		t.Errorf("rows differ:\n got %s\nwant %s", got, want)
	}
}

func TestWeeksAreForgotten(t *testing.T) {
	at := func(day, hour int) uint32 {
		return uint32(monday.AddDate(0, 0, day).Add(time.Duration(hour)*time.Hour).Unix() / 3600)
	}
	var w week
	for day := range 60 {
		if day%7 < 5 {
			w.learn(at(day, 9))
		}
	}
	for _, c := range []struct {
		day, hour int
		rests     bool
	}{{63, 9, false}, {63, 3, true}, {68, 9, true}, {63, 23, true}} {
		if _, rests := w.rests(at(c.day, c.hour)); rests != c.rests {
			t.Errorf("day %d at %d: rest is %t, want %t", c.day, c.hour, rests, c.rests)
		}
	}
	if _, rests := w.rests(at(63+70, 3)); rests {
		t.Error("after ten weeks of nothing there is still a habit")
	}
}
