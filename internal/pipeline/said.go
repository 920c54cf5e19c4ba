package pipeline

import (
	"context"
	"encoding/json/jsontext"
	"encoding/json/v2"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/detect"
	"tabard.dev/tabard/internal/store"
)

// Saying is what can be said.
type Saying string

// What can be said.
const (
	CloseFinding    Saying = "finding.close"
	SnoozeFinding   Saying = "finding.snooze"
	AssignFinding   Saying = "finding.assign"
	AssignIdentity  Saying = "identity.assign"
	CutLink         Saying = "link.cut"
	SwitchDetection Saying = "detection.switch"
	ActionChanged   Saying = "action.changed" // said by internal/act, not by a person
)

// Said is something a person said about a finding, an identity or a detection. It is on the log as JSON, for ever.
type Said struct {
	What   Saying    `json:"what"`
	About  string    `json:"about"` // id of the finding, identity or detection
	By     string    `json:"by"`
	Reason string    `json:"reason"`
	Owner  string    `json:"owner,omitempty"`
	Until  time.Time `json:"until,omitzero"`
	Off    bool      `json:"off,omitempty"` // of SwitchDetection: it is to raise nothing

	Action jsontext.Value `json:"action,omitempty"` // of ActionChanged

	// Whom an id of an identity means, so that judging need not look for a hash. Say fills them in.
	Identity    tabard.Key `json:"identity,omitzero"`
	Incarnation int        `json:"incarnation,omitempty"`

	// The other end of a link that is cut, in the same words.
	Other            string     `json:"other,omitempty"`
	OtherIdentity    tabard.Key `json:"other_identity,omitzero"`
	OtherIncarnation int        `json:"other_incarnation,omitempty"`
}

// patience is how long Say waits for its results to be in the lists.
const patience = 5 * time.Second

// Say puts on the log what a person said. When it returns without an error, that is on disk, and its results are in the lists
// unless judging is more than five seconds behind. The error is [store.ErrNotFound] when there is no such identity.
func (p *Pipeline) Say(ctx context.Context, said Said) error {
	if said.What == CutLink {
		other, err := p.Store.Identity(ctx, said.Other)
		if err != nil {
			return err
		}
		said.OtherIdentity, said.OtherIncarnation = other.Key(), other.Incarnation
	}
	if said.What == AssignIdentity || said.What == CutLink {
		id, err := p.Store.Identity(ctx, said.About)
		if err != nil {
			return err
		}
		said.Identity, said.Incarnation = id.Key(), id.Incarnation
	}
	doc, err := json.Marshal(said)
	if err != nil {
		return fmt.Errorf("say %s: %w", said.What, err)
	}
	batch := &bus.Batch{Kind: bus.Said, IDs: make([][16]byte, 1), Records: [][]byte{doc}}
	if err := p.Log.Append(ctx, batch); err != nil {
		return fmt.Errorf("say %s: %w", said.What, err)
	}
	if said.What == ActionChanged {
		return nil // nobody waits for its results
	}
	wait, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		news := p.Next()
		if p.Committed() >= batch.Seq {
			return nil
		}
		select {
		case <-news:
		case <-wait.Done():
			return ctx.Err()
		}
	}
}

// keptFinding is what people said of an open finding.
type keptFinding struct {
	snoozed    int64 // µs, until then
	reason, by string
}

func (j *judge) restoreFinding(r store.FindingRow) {
	j.detector.Restore(r.Finding)
	j.inventory.RestoreTrouble(&r.Finding)
	j.known[r.Finding.ID] = knownFinding{r.N, r.Finding.Severity, min(len(r.Finding.Evidence), firstEvidence)}
	if r.Snoozed != 0 || r.Reason != "" || r.SaidBy != "" {
		j.kept[r.Finding.ID] = &keptFinding{snoozed: r.Snoozed, reason: r.Reason, by: r.SaidBy}
	}
}

// said applies what people said.
func (j *judge) said(ctx context.Context, b *bus.Batch) {
	j.results.due = true // somebody waits
	for i, doc := range b.Records {
		var s Said
		if err := json.Unmarshal(doc, &s); err != nil {
			j.counters.Unreadable++
			j.pipeline.Logger.LogAttrs(ctx, slog.LevelWarn, "what was said is not understood", slog.Uint64("batch", b.Seq), slog.String("error", err.Error()))
			continue
		}
		j.results.said = append(j.results.said, store.SaidRow{
			Seq: b.Seq, Index: int64(i), Time: b.Appended.UnixMicro(), About: s.About, Doc: slices.Clone(doc),
		})
		e := &tabard.Event{Family: saidFamily, Action: string(s.What), Outcome: tabard.OutcomeSuccess, Time: b.Appended}
		e.Seq, e.Index = b.Seq, i
		j.say(e, &s)
	}
}

// Families of the events that are not records.
const (
	clockFamily = "tabard.clock"
	saidFamily  = "tabard.said"
)

func (j *judge) say(e *tabard.Event, s *Said) {
	switch s.What {
	case CloseFinding:
		j.settle(j.detector.Say(s.About, tabard.FindingClosed), s, 0)
	case SnoozeFinding:
		j.settle(j.detector.Say(s.About, tabard.FindingSnoozed), s, s.Until.UnixMicro())
	case AssignFinding:
		f := j.detector.Assign(s.About, &tabard.Owner{
			ID: s.Owner, Confidence: 1, Evidence: []tabard.Evidence{{What: "assigned", Weight: 1, Source: s.By}},
		})
		var snoozed int64
		if kept := j.kept[s.About]; kept != nil {
			snoozed = kept.snoozed
		}
		j.settle(f, s, snoozed)
	case SwitchDetection:
		var off *detect.Off
		if s.Off {
			off = &detect.Off{By: s.By, Reason: s.Reason, Since: e.Time}
		}
		j.detector.Switch(s.About, off)
	case ActionChanged:
		if err := j.actionChanged(s.Action); err != nil {
			j.counters.Unreadable++
		}
	case CutLink:
		j.inventory.Cut(s.Identity, s.Incarnation, s.OtherIdentity, s.OtherIncarnation, s.By)
	case AssignIdentity:
		if facts, ok := j.inventory.Assign(s.Identity, s.Incarnation, s.Owner, s.By, e.Time); ok && len(facts) > 0 {
			j.event(e, j.noSlots, facts)
		}
	}
}

// settle keeps what was said of a finding and tells it.
func (j *judge) settle(f *tabard.Finding, s *Said, snoozed int64) {
	if f == nil {
		return // closed already, by somebody who was faster
	}
	j.kept[f.ID] = &keptFinding{snoozed: snoozed, reason: s.Reason, by: s.By}
	j.toDecide(f.About)
	j.touch(f).whole = true
	j.tell("finding", f.ID, f)
}

// wake opens the findings whose snooze has ended.
func (j *judge) wake(b *bus.Batch) {
	var due []string
	for id, kept := range j.kept {
		if kept.snoozed != 0 && kept.snoozed <= b.Appended.UnixMicro() {
			due = append(due, id)
		}
	}
	slices.Sort(due)
	for _, id := range due {
		if f := j.detector.Say(id, tabard.FindingOpen); f != nil {
			j.kept[id].snoozed = 0
			j.touch(f).whole = true
			j.tell("finding", f.ID, f)
		}
	}
}
