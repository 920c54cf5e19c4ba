package inventory

import (
	"fmt"
	"testing"
	"time"

	"tabard.dev/tabard"
)

// past has an identity do twenty events in each hour of so many days, and gives the inventory and the hour after.
func past(days int) (*State, time.Time) {
	const anHour = 20
	s := New(Config{NoRows: true})
	at := start
	for range days * 24 {
		hourOf(s, at, anHour, nil)
		at = at.Add(time.Hour)
	}
	return s, at
}

// hourOf applies events spread over an hour, and gives the anomalies.
func hourOf(s *State, at time.Time, events int, change func(n int, e *tabard.Event)) []tabard.Fact {
	var found []tabard.Fact
	for n := range events {
		e := act(0, "svc-a", "read")
		e.Time = at.Add(time.Duration(n) * time.Hour / time.Duration(events))
		e.Targets = []tabard.Target{{ID: fmt.Sprint("thing-", n%3)}}
		if change != nil {
			change(n, e)
		}
		for _, f := range s.Apply(e) {
			if f.Kind == tabard.FactAnomaly {
				found = append(found, f)
			}
		}
	}
	return found
}

// sorts gives the sorts of anomaly, each with how often it was told.
func sorts(facts []tabard.Fact) map[tabard.Anomaly]int {
	all := map[tabard.Anomaly]int{}
	for _, f := range facts {
		all[f.Of]++
	}
	return all
}

func TestAnomaliesAreToldOnceAndSayWhy(t *testing.T) {
	refuse := func(_ int, e *tabard.Event) { e.Outcome = tabard.OutcomeFailure }
	spread := func(n int, e *tabard.Event) { e.Targets[0].ID = fmt.Sprint("other-", n) }
	for _, c := range []struct {
		of     tabard.Anomaly
		events int
		change func(int, *tabard.Event)
	}{{tabard.AnomalyBurst, 200, nil}, {tabard.AnomalyRefused, 20, refuse}, {tabard.AnomalySpread, 30, spread}, {tabard.AnomalyCadence, 360, nil}} {
		s, at := past(7)
		found := hourOf(s, at, c.events, c.change)
		if sorts(found)[c.of] != 1 {
			t.Errorf("%s: told %v", c.of, found)
		}
		for _, f := range found {
			if f.Was == "" || f.Now == "" || f.Unusual <= 1 {
				t.Errorf("%s does not say what was expected and seen: %+v", c.of, f)
			}
		}
	}
}

func TestTheUsualIsNoAnomaly(t *testing.T) {
	s, at := past(7)
	for day := range 14 {
		for hour := range 24 {
			events := 15 + (day*7+hour*3)%12
			if hour < 6 || day%7 > 4 {
				events = 0 // nights and weekends
			}
			if found := hourOf(s, at, events, nil); len(found) > 0 {
				t.Fatalf("day %d hour %d: %+v", day, hour, found)
			}
			at = at.Add(time.Hour)
		}
	}
}

func TestNothingIsUnusualWhileLearning(t *testing.T) {
	s, at := past(2)
	if found := hourOf(s, at, 400, nil); len(found) > 0 {
		t.Errorf("after two days: %+v", found)
	}
}

func TestASlowRampIsNoticed(t *testing.T) {
	s, at := past(20)
	found := map[tabard.Anomaly]int{}
	rate := 20.0
	for range 60 * 24 { // five percent a day: no hour is a burst
		for of, n := range sorts(hourOf(s, at, int(rate), nil)) {
			found[of] += n
		}
		rate *= 1.002
		at = at.Add(time.Hour)
	}
	if found[tabard.AnomalyRamp] != 1 || found[tabard.AnomalyBurst] != 0 {
		t.Errorf("a ramp from 20 to %.0f an hour: %v", rate, found)
	}
}

func TestSuspicionTeachesNothing(t *testing.T) {
	s, at := past(7)
	grave := &tabard.Finding{ID: "fi_1", About: act(0, "svc-a", "read").Actor.Key, Severity: tabard.High, State: tabard.FindingOpen}
	s.Trouble(grave)
	for range 48 {
		hourOf(s, at, 200, nil)
		at = at.Add(time.Hour)
	}
	grave.State = tabard.FindingClosed
	s.Trouble(grave)
	if found := sorts(hourOf(s, at, 200, nil)); found[tabard.AnomalyBurst] != 1 {
		t.Errorf("two days under a grave finding made it usual: %v", found)
	}
}

func TestTheSilentAwake(t *testing.T) {
	s, at := past(7)
	if found := sorts(hourOf(s, at.Add(100*24*time.Hour), 1, nil)); found[tabard.AnomalyAsleep] != 1 {
		t.Errorf("after 100 days: %v", found)
	}
	if found := sorts(hourOf(s, at.Add(150*24*time.Hour), 1, nil)); found[tabard.AnomalyAsleep] != 0 {
		t.Errorf("after 50 days: %v", found)
	}
}

func TestBaselineComesBackFromItsRow(t *testing.T) {
	s, _ := past(7)
	i := s.identities.find("r1", "svc-a")
	if i == 0 {
		t.Fatal("no such identity")
	}
	var other baselines
	if err := other.restore(i, s.baselines.text(i)); err != nil || *other.at(i) != *s.baselines.at(i) {
		t.Errorf("%v: %+v, was %+v", err, *other.at(i), *s.baselines.at(i))
	}
	for _, bad := range []string{"!", "AAAA", "AAAAAAAAAAAA"} {
		if other.restore(i, bad) == nil {
			t.Errorf("%q is taken for a baseline", bad)
		}
	}
}
