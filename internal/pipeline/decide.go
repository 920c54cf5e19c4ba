package pipeline

import (
	"cmp"
	"context"
	"encoding/json/v2"
	"fmt"
	"log/slog"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/decide"
	"tabard.dev/tabard/internal/inventory"
)

// Decider holds what an identity holds against the policies.
type Decider interface {
	Hold(decide.Holding) ([]tabard.Decision, []decide.PolicyError)
	Explain(decide.Holding) []decide.Explanation
}

// Decided is a decision on its way to acting on it, with what acting needs to know of the target.
type Decided struct {
	Decision    tabard.Decision    `json:"decision"`
	Finding     string             `json:"finding"`
	Target      tabard.Actor       `json:"target"`
	Identity    tabard.IdentityRef `json:"identity"`
	Owner       string             `json:"owner,omitempty"`
	Incarnation string             `json:"incarnation"`
	Old         bool               `json:"old,omitzero"`
}

// WithoutReceipt is the id of the detection of changes in Tabard's name that Tabard did not make.
const WithoutReceipt = "change-without-receipt"

// PolicyDetection is the id of the detection that a policy's findings have.
func PolicyDetection(policy string) string { return "policy." + policy }

// toDecide notes that the facts of an identity changed.
func (j *judge) toDecide(key tabard.Key) {
	if j.decider == nil || key.IsZero() || j.undecided[key] {
		return
	}
	j.undecided[key] = true
	j.waiting = append(j.waiting, key)
}

// bornNow notes who made an identity, for the findings about it that follow.
func (j *judge) bornNow(e *tabard.Event, f *tabard.Fact) {
	if j.decider == nil || f.Birth.Kind != tabard.ObjectIdentity {
		return
	}
	by := "nobody is known to have made it"
	if f.Birth.Creator != "unknown" {
		by = fmt.Sprintf("made by %s in session %s", e.Actor.Name, cmp.Or(f.Birth.Session, "unknown"))
	}
	j.born[f.Identity] = by
}

// decide holds the identities whose facts changed against the policies, in the order they changed. A violation is a finding,
// and a decision on its way out; one that is over closes its finding.
func (j *judge) decide(ctx context.Context, e *tabard.Event) {
	for _, key := range j.waiting {
		held, ok := j.inventory.Held(key)
		if !ok {
			continue
		}
		violated := map[string]bool{}
		for _, h := range j.holdings(e, &held) {
			decisions, failed := j.decider.Hold(h)
			for _, f := range failed {
				j.pipeline.Logger.LogAttrs(ctx, slog.LevelWarn, "a policy could not be evaluated", slog.String("policy", f.Policy), slog.String("error", f.Why))
			}
			for _, d := range decisions {
				violated[d.Policy+"\x00"+d.Subject] = true
				j.violation(e, &held, d)
			}
		}
		j.settled(key, violated)
	}
	clear(j.undecided)
	clear(j.born)
	j.waiting = j.waiting[:0]
}

// holdings gives all that an identity holds and that may still be used. Of its grants only those that amount to control or
// that anybody may use: the others are judged when their use is.
func (j *judge) holdings(e *tabard.Event, held *inventory.Held) []decide.Holding {
	base := decide.Holding{
		Now: e.Time, Identity: held.Identity, Watched: held.Watched, Superuser: held.Superuser, CanLogin: held.Login,
		System: decide.System{Name: held.Identity.System, OwnerSource: j.inventory.OwnerSource(held.Identity.System)},
	}
	for _, f := range j.detector.OpenAbout(held.Identity.Key(), "") {
		if !strings.HasPrefix(f.Detection, PolicyDetection("")) { // else a policy that asks for findings would keep itself violated
			base.Identity.Findings++
		}
	}
	all := []decide.Holding{base}
	for i := range held.Credentials {
		one := base
		one.Credential, one.Watching = &held.Credentials[i].Credential, held.Credentials[i].Watched
		one.Sources, one.Users = held.Credentials[i].Sources, held.Credentials[i].Users
		all = append(all, one)
	}
	for i := range held.Grants {
		if g := &held.Grants[i]; g.Admin || g.Public {
			one := base
			one.Grant, one.GrantAdmin, one.Public = &g.Grant, g.Admin, g.Public
			all = append(all, one)
		}
	}
	return all
}

func (j *judge) violation(e *tabard.Event, held *inventory.Held, d tabard.Decision) {
	id := held.Identity
	summary := fmt.Sprintf("%s: %s", id.Name, d.Reason)
	if by, ok := j.born[id.Key()]; ok {
		summary += "; " + by
	}
	of := *e
	if facts, err := json.Marshal(d); err == nil {
		of.Record = facts // the decision is the evidence: it names the policies and whom they are about
	}
	e = &of
	change := j.detector.Raise(e, tabard.Finding{
		Detection: PolicyDetection(d.Policy), Severity: d.Severity, Remedy: d.Remedy, About: id.Key(), Group: d.Subject, NHI: []string{}, MITRE: []string{},
		Identity: tabard.IdentityRef{ID: id.ID, Kind: id.Kind.Value, Name: id.Name, System: id.System}, Owner: id.Owner,
		Summary: summary,
	})
	if !change.New {
		return
	}
	j.found(e, change, false)
	out := Decided{
		Decision: d, Finding: change.Finding.ID, Target: held.Actor, Identity: change.Finding.Identity, Incarnation: held.Incarnation, Old: held.Old || held.Protected != "",
	}
	if id.Owner != nil {
		out.Owner = id.Owner.ID
	}
	j.tell("decision", d.ID, out)
}

// settled closes the findings of violations that are over.
func (j *judge) settled(key tabard.Key, violated map[string]bool) {
	for _, f := range j.detector.OpenAbout(key, PolicyDetection("")) {
		if violated[strings.TrimPrefix(f.Detection, PolicyDetection(""))+"\x00"+f.Group] {
			continue
		}
		if closed := j.detector.Say(f.ID, tabard.FindingClosed); closed != nil {
			j.kept[closed.ID] = &keptFinding{reason: "the policy is met again", by: "tabard"}
			j.touch(closed).whole = true
			j.tell("finding", closed.ID, closed)
		}
	}
}

// actionChanged keeps a new state of an action for its readers, and remembers its id: what comes back through a log with it
// is our own doing.
func (j *judge) actionChanged(doc []byte) error {
	var a tabard.Action
	if err := json.Unmarshal(doc, &a); err != nil {
		return err
	}
	if !j.actions[a.ID] {
		j.actions[a.ID] = true
		j.newActions = append(j.newActions, a.ID)
	}
	j.tell("action", a.ID, a)
	return nil
}

// ownAction gives the id of the action that an event says it is part of: clients of Tabard's carry it in their name.
func ownAction(e *tabard.Event) (string, bool) {
	name, id, ok := strings.Cut(e.UserAgent, " ")
	return id, ok && name == "tabard" && strings.HasPrefix(id, "ac_")
}

// ours reports whether an event is our own doing: by our own identity, with a receipt to show. The id alone proves nothing, as
// everybody on the system can see it while the action runs.
func (j *judge) ours(e *tabard.Event) bool {
	id, ok := ownAction(e)
	return ok && j.actions[id] && j.byUs(e)
}

func (j *judge) byUs(e *tabard.Event) bool {
	held, ok := j.inventory.Held(e.Actor.Key)
	return ok && held.Protected == inventory.OwnIdentity
}

// impostor gives the finding for a change that says it is ours, or is by our own identity, and has no receipt.
func (j *judge) impostor(e *tabard.Event) {
	if len(e.Changes) == 0 {
		return
	}
	if _, named := ownAction(e); !named && !j.byUs(e) {
		return
	}
	change := j.detector.Raise(e, tabard.Finding{
		Detection: WithoutReceipt, Severity: tabard.Critical, Remedy: tabard.RemedyReview, About: e.Actor.Key, NHI: []string{"NHI2"}, MITRE: []string{"T1078"},
		Identity: tabard.IdentityRef{ID: tabard.IdentityID(e.Actor.Key, 1), Kind: e.Actor.Kind, Name: e.Actor.Name, System: e.System},
		Summary:  fmt.Sprintf("%s did %s in Tabard's name, and Tabard has no receipt of it", e.Actor.Name, e.Action),
	})
	j.found(e, change, len(e.Record) > 0)
}

// Names of what is remembered beside the rows.
const (
	detectorPrefix = "detector:"
	actionPrefix   = "action:"
)

// remembered gives what changed of what is remembered beside the rows.
func (j *judge) remembered(keep func(name string, state []byte)) {
	j.detector.Windows(func(name string, state []byte) { keep(detectorPrefix+name, state) })
	j.inventory.Notes(keep)
	for _, id := range j.newActions {
		keep(actionPrefix+id, []byte{1})
	}
	j.newActions = nil
}

// remember puts it back, at start.
func (j *judge) remember(name string, state []byte) error {
	if rest, ok := strings.CutPrefix(name, detectorPrefix); ok {
		return j.detector.RestoreWindow(rest, state)
	}
	if id, ok := strings.CutPrefix(name, actionPrefix); ok {
		j.actions[id] = true
		return nil
	}
	return j.inventory.RestoreNote(name, state)
}
