package pipeline

import (
	"encoding/json/v2"
	"math/bits"
	"slices"
	"strconv"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/store"
)

// firstEvidence is how many of the first pieces of evidence are kept for a finding. One of the newest is kept beside them, and
// replaced each time the count has doubled: an endless finding must not keep a record with each event.
const firstEvidence = 9

// results are what judging gave since the last commit.
type results struct {
	since time.Time // when the first of them was judged, by the wall clock; zero when there are none
	due   bool      // they go out as soon as the writer is idle

	changed map[string]*changedFinding
	order   []*changedFinding // as first changed
	outbox  []store.OutboxRow
	said    []store.SaidRow
}

// changedFinding is a finding that changed, and its evidence that is not kept yet.
type changedFinding struct {
	finding  *tabard.Finding // the detector's own
	whole    bool            // more changed than its times, its count and its evidence
	evidence []store.EvidenceRow
}

// knownFinding is an open finding as its row has it.
type knownFinding struct {
	n        int64 // of its row
	severity tabard.Severity
	evidence int // pieces kept of the first
}

func newResults() *results { return &results{changed: map[string]*changedFinding{}} }

// full reports that no more should be held in memory.
func (r *results) full() bool { return len(r.outbox) > 50_000 || len(r.order) > 50_000 }

// found keeps what a detector said about an event. The record is evidence: where it is on the log, it stays there for now; where
// it was made for this, it is copied.
func (j *judge) found(e *tabard.Event, change Change, onLog bool) {
	f := change.Finding
	if change.New {
		j.counters.Findings++
		j.known[f.ID] = knownFinding{n: j.counters.Findings}
		j.tell("finding", f.ID, f)
	}
	c := j.touch(f)
	known := j.known[f.ID]
	c.whole = c.whole || known.severity != f.Severity
	keep := func(slot int, place tabard.Place) {
		row := store.EvidenceRow{N: known.n, Slot: int64(slot), Time: timeOf(e), Family: e.Family, Place: place}
		if !onLog {
			copyRecord(&row, e.Record)
		}
		if last := len(c.evidence) - 1; last >= 0 && c.evidence[last].Slot == row.Slot {
			c.evidence[last] = row
			return
		}
		c.evidence = append(c.evidence, row)
	}
	for ; known.evidence < min(len(f.Evidence), firstEvidence); known.evidence++ { // several come at once with what came together
		keep(known.evidence, f.Evidence[known.evidence])
	}
	if last := len(f.Evidence) - 1; last >= firstEvidence && doubled(f.Count) {
		keep(firstEvidence, f.Evidence[last])
	}
	known.severity = f.Severity
	j.known[f.ID] = known
}

// doubled reports whether a count is a power of two.
func doubled(count int64) bool { return bits.OnesCount64(uint64(count)) == 1 } //nolint:gosec // counts are not negative

// touch notes that a finding changed.
func (j *judge) touch(f *tabard.Finding) *changedFinding {
	j.inventory.Trouble(f)
	c := j.results.changed[f.ID]
	if c == nil {
		c = &changedFinding{finding: f}
		j.results.changed[f.ID] = c
		j.results.order = append(j.results.order, c)
	}
	return c
}

// tell puts a result on its way out, as it is now.
func (j *judge) tell(kind, id string, data any) {
	text, err := json.Marshal(data)
	if err != nil {
		text = []byte("{}") // texts, numbers and times always encode
	}
	j.send(kind, id).Data = text
}

// send makes a row of the outbox. The pointer is valid until the next one is made.
func (j *judge) send(kind, id string) *store.OutboxRow {
	j.counters.Outbox++
	j.results.outbox = append(j.results.outbox, store.OutboxRow{
		Position: j.counters.Outbox, ID: tabard.HashID("no_", id, strconv.FormatInt(j.counters.Outbox, 10)),
		Type: kind, Time: j.appended.UnixMicro(),
	})
	return &j.results.outbox[len(j.results.outbox)-1]
}

// seal makes a commit of the results. What it holds is not changed by judging on.
func (j *judge) seal() *store.Commit {
	r := j.results
	j.counters.Identities, j.counters.Credentials = j.inventory.Counts()
	c := &store.Commit{
		Position: j.position, Counters: j.counters, Inventory: j.inventory.Take(), Outbox: r.outbox, Said: r.said, Sources: j.sources.take(),
	}
	j.remembered(func(name string, state []byte) {
		c.Windows = append(c.Windows, store.WindowRow{Name: name, State: state})
	})
	for _, changed := range r.order {
		row := store.FindingRow{N: j.known[changed.finding.ID].n, Whole: changed.whole, Finding: *changed.finding}
		row.Finding.Evidence = slices.Clone(changed.finding.Evidence)
		if kept := j.kept[row.Finding.ID]; kept != nil {
			row.Snoozed, row.Reason, row.SaidBy = kept.snoozed, kept.reason, kept.by
		}
		if row.Finding.State == tabard.FindingClosed {
			delete(j.kept, row.Finding.ID)
			delete(j.known, row.Finding.ID)
		}
		c.Findings = append(c.Findings, row)
		c.Evidence = append(c.Evidence, changed.evidence...)
	}
	return c
}

func timeOf(e *tabard.Event) int64 {
	if e.Time.IsZero() {
		return 0
	}
	return e.Time.UnixMicro()
}
