package sim_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/bench/truth/sim"
	"tabard.dev/tabard/internal/app"
	"tabard.dev/tabard/internal/inventory"
)

var update = flag.Bool("update", false, "write the figures in docs/judgement.md anew")

// solves says which behaviors find which anomalies.
func solves() map[string][]string {
	return map[string][]string{
		"activity-burst.any": {"burst", "spread", "young burst"}, "denied-burst.any": {"refused"}, "dormant-identity-awakes.any": {"asleep"},
		"new-network-after-learning.any": {"network", "shared"}, "new-client-after-learning.any": {"client"}, "activity-grows-slowly.any": {"ramp"},
		"cadence-changed.any": {"cadence", "hours"}, "credential-shared.any": {"shared"}, "agent-creates-credentials-in-bursts.any": {"births"},
		"rare-action.any": {"admin", "young admin", "births"},
	}
}

// score counts what was found of one sort.
type score struct {
	labels, found int
	took          time.Duration
}

// result is what one world gives.
type result struct {
	events             int
	right, wrong, loud int // findings; loud are the wrong ones of medium or worse
	scores             map[string]*score
	wrongBy            map[string]int
}

func (r *result) precision() float64 { return float64(r.right) / float64(max(r.right+r.wrong, 1)) }

func (r *result) recall() float64 {
	labels, found := 0, 0
	for _, s := range r.scores {
		labels, found = labels+s.labels, found+s.found
	}
	return float64(found) / float64(max(labels, 1))
}

// The seeds: thresholds were chosen by the first; the second ran beside it.
const (
	tuned  = 1
	second = 2027
)

// TestPrecisionAndRecall holds the behaviors over habits against anomalies whose place is known.
func TestPrecisionAndRecall(t *testing.T) {
	if testing.Short() {
		t.Skip("not with -short: millions of events")
	}
	results := map[uint64]*result{}
	for _, seed := range []uint64{tuned, second} {
		r := run(t, sim.Make(seed, 1000, 60))
		results[seed] = r
		t.Logf("seed %d: %d events, precision %.2f, recall %.2f, false %v, of medium or worse %d", seed, r.events, r.precision(), r.recall(), r.wrongBy, r.loud)
		if r.precision() < 0.7 || r.recall() < 0.9 || 1000*r.loud > 5*r.events {
			t.Errorf("seed %d: precision %.2f, recall %.2f, %d loud false alarms", seed, r.precision(), r.recall(), r.loud)
		}
	}
	publish(t, results)
}

func run(t *testing.T, w *sim.World) *result {
	t.Helper()
	judges, state := detectors(t), inventory.New(inventory.Config{NoRows: true})
	r := &result{scores: map[string]*score{}, wrongBy: map[string]int{}}
	labels := map[string][]int{}
	for n, l := range w.Labels {
		labels[l.Identity] = append(labels[l.Identity], n)
		if r.scores[l.Sort] == nil {
			r.scores[l.Sort] = &score{}
		}
		r.scores[l.Sort].labels++
	}
	done := map[int]bool{}
	for hour := range w.Hours() {
		for i := range hour {
			e := &hour[i]
			r.events++
			facts := state.Apply(e)
			if len(facts) == 0 {
				continue
			}
			for _, j := range judges {
				for _, f := range j.judge(e, facts, state) {
					r.count(w, labels[e.Actor.ID], done, j.id, e, f)
				}
			}
		}
	}
	return r
}

func (r *result) count(w *sim.World, labels []int, done map[int]bool, id string, e *tabard.Event, f tabard.Finding) {
	hit := false
	for _, n := range labels {
		l := w.Labels[n]
		if e.Time.Before(l.From) || e.Time.After(l.To) {
			continue
		}
		hit = true
		if s := r.scores[l.Sort]; !done[n] && slices.Contains(solves()[id], l.Sort) {
			done[n] = true
			s.found++
			s.took += e.Time.Sub(l.From)
		}
	}
	if hit {
		r.right++
		return
	}
	r.wrong++
	r.wrongBy[id]++
	if f.Severity.Rank() >= tabard.Medium.Rank() {
		r.loud++
	}
}

type judge struct {
	id    string
	judge func(*tabard.Event, []tabard.Fact, tabard.View) []tabard.Finding
}

// detectors gives the judges over facts of the behaviors that are measured.
func detectors(t *testing.T) []judge {
	t.Helper()
	var all []judge
	for _, b := range app.Behaviors() {
		for _, d := range b.Detectors {
			if id := b.ID + "." + d.Family; d.Family == "any" && d.Judge != nil && solves()[id] != nil {
				all = append(all, judge{id, d.Judge})
			}
		}
	}
	if len(all) != len(solves()) {
		t.Fatalf("%d of %d behaviors are there", len(all), len(solves()))
	}
	return all
}

// publish holds the figures in docs to what is measured.
func publish(t *testing.T, results map[uint64]*result) {
	t.Helper()
	const page, from, to = "../../../docs/judgement.md", "<!-- figures -->\n", "<!-- /figures -->"
	var b strings.Builder
	fmt.Fprintf(&b, "| Anomaly | Found, seed %d | Mean time to detect | Found, seed %d | Mean time to detect |\n|---|---|---|---|---|\n", tuned, second)
	for _, sort := range sim.Sorts() {
		fmt.Fprintf(&b, "| %s", sort)
		for _, seed := range []uint64{tuned, second} {
			s := results[seed].scores[sort]
			fmt.Fprintf(&b, " | %d of %d | %v", s.found, s.labels, (s.took / time.Duration(max(s.found, 1))).Round(time.Minute))
		}
		b.WriteString(" |\n")
	}
	for _, seed := range []uint64{tuned, second} {
		r := results[seed]
		fmt.Fprintf(&b, "\nSeed %d: %d events, precision %.2f, recall %.2f; %d findings were about nothing that was put in, %d of them of medium severity or worse.\n", seed, r.events, r.precision(), r.recall(), r.wrong, r.loud)
	}
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), from)
	_, after, closed := strings.Cut(rest, to)
	if !ok || !closed {
		t.Fatalf("%s has no place for figures", page)
	}
	want := before + from + b.String() + to + after
	switch {
	case want == string(text):
	case !*update:
		t.Error("docs/judgement.md is not what is measured: go test ./bench/truth/sim -update")
	default:
		if err := os.WriteFile(page, []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
