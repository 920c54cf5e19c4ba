package sim_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/bench/truth/sim"
	"tabard.dev/tabard/internal/app"
	"tabard.dev/tabard/internal/inventory"
)

// solves says which behaviors find which anomaly.
var solves = map[string]string{
	"activity-burst.any": "burst spread", "denied-burst.any": "refused", "dormant-identity-awakes.any": "asleep",
	"new-network-after-learning.any": "network", "new-client-after-learning.any": "client",
}

// score counts what was found of one sort.
type score struct {
	labels, found int
	took          time.Duration
}

// TestPrecisionAndRecall holds the behaviors over habits against anomalies whose place is known. Seed 1 may be looked at while
// thresholds are chosen, 99 not.
func TestPrecisionAndRecall(t *testing.T) {
	if testing.Short() {
		t.Skip("not with -short: two million events")
	}
	for _, seed := range []uint64{1, 99} {
		s := sim.Make(seed, 240, 60)
		judges := detectors(t)
		state := inventory.New(inventory.Config{NoRows: true})
		scores := map[string]*score{}
		done := map[int]bool{}
		right, wrong, loud := 0, 0, 0
		for _, l := range s.Labels {
			if scores[l.Sort] == nil {
				scores[l.Sort] = &score{}
			}
			scores[l.Sort].labels++
		}
		for i := range s.Events {
			e := &s.Events[i]
			facts := state.Apply(e)
			for id, judge := range judges {
				for _, f := range judge(e, facts, state) {
					hit := false
					for n, l := range s.Labels {
						if l.Identity != e.Actor.ID || e.Time.Before(l.From) || e.Time.After(l.To) {
							continue
						}
						hit = true
						if c := scores[l.Sort]; !done[n] && contains(solves[id], l.Sort) {
							done[n] = true
							c.found++
							c.took += e.Time.Sub(l.From)
						}
					}
					if hit {
						right++
						continue
					}
					wrong++
					if f.Severity.Rank() >= tabard.Medium.Rank() {
						loud++
					}
				}
			}
		}
		labels, found := 0, 0
		for sort, c := range scores {
			labels, found = labels+c.labels, found+c.found
			t.Logf("seed %d: %-8s recall %d/%d, mean time to detect %v", seed, sort, c.found, c.labels, c.took/time.Duration(max(c.found, 1)))
		}
		precision, recall := float64(right)/float64(max(right+wrong, 1)), float64(found)/float64(labels)
		t.Logf("seed %d: %d events, precision %.2f, recall %.2f, false ones of medium or worse %d", seed, len(s.Events), precision, recall, loud)
		if precision < 0.7 || recall < 0.8 || 1000*loud > 5*len(s.Events) {
			t.Errorf("seed %d: precision %.2f, recall %.2f, %d loud false alarms", seed, precision, recall, loud)
		}
	}
}

// detectors gives the judges over facts of the behaviors that are measured.
func detectors(t *testing.T) map[string]func(*tabard.Event, []tabard.Fact, tabard.View) []tabard.Finding {
	t.Helper()
	all := map[string]func(*tabard.Event, []tabard.Fact, tabard.View) []tabard.Finding{}
	for _, b := range app.Behaviors() {
		for _, d := range b.Detectors {
			if id := b.ID + "." + d.Family; d.Family == "any" && d.Judge != nil && solves[id] != "" {
				all[id] = d.Judge
			}
		}
	}
	if len(all) != len(solves) {
		t.Fatalf("%d of %d behaviors are there", len(all), len(solves))
	}
	return all
}

func contains(sorts, sort string) bool { return slices.Contains(strings.Fields(sorts), sort) }
