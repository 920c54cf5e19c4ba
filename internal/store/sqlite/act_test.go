package sqlite

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/act"
)

func entry(id string, state tabard.ActionState, at time.Time) act.Entry {
	return act.Entry{
		ID: id, Kind: tabard.ActionQuarantine, System: "pg", State: state, Policy: "login-owner", Planned: at, Changed: at,
		Plan: []tabard.Step{{Step: "no-login", Does: `ALTER ROLE "a""b" NOLOGIN`}}, Before: map[string]string{"login": "true"},
		Does: tabard.Plan{Target: tabard.Actor{Key: tabard.Key{Realm: "r", ID: "a\"b\n"}}, Incarnation: "4711"}, Done: []string{"no-login"},
		Owner: "team:billing",
	}
}

func TestJournalKeepsActions(t *testing.T) {
	db := openTest(t)
	j := NewJournal(db, act.Guards{})
	at := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	for i, state := range []tabard.ActionState{tabard.ActionRunning, tabard.ActionPlanned, tabard.ActionApproved, tabard.ActionVerified} {
		if err := j.SaveAction(t.Context(), entry(string(state), state, at.Add(time.Duration(-i)*time.Hour))); err != nil {
			t.Fatal(err)
		}
	}
	got, err := j.LoadAction(t.Context(), "running")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(entry("running", tabard.ActionRunning, at), got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("what comes back differs (-saved +loaded):\n%s", diff)
	}
	if _, err := j.LoadAction(t.Context(), "none"); !errors.Is(err, act.ErrNoAction) {
		t.Errorf("LoadAction(none) = %v, want %v", err, act.ErrNoAction)
	}
	unfinished, err := j.Unfinished(t.Context())
	if err != nil || len(unfinished) != 2 || unfinished[0].ID != "approved" {
		t.Errorf("Unfinished = %v, %v, want the approved one and the running one, oldest first", unfinished, err)
	}
}

func TestJournalCountsAutomation(t *testing.T) {
	j := NewJournal(openTest(t), act.Guards{})
	now := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	for id, of := range map[string]struct {
		automatic bool
		ago       time.Duration
		owner     string
	}{"a": {true, time.Minute, "x"}, "b": {true, 2 * time.Hour, "x"}, "c": {false, time.Minute, "x"}, "d": {true, time.Minute, "y"}} {
		e := entry(id, tabard.ActionVerified, now.Add(-of.ago))
		e.Automatic, e.Owner = of.automatic, of.owner
		if err := j.SaveAction(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	all, ofOwner, err := j.Automated(t.Context(), now.Add(-time.Hour), "x")
	if err != nil || all != 2 || ofOwner != 1 {
		t.Errorf("Automated = %d, %d, %v, want 2 in all and 1 of x", all, ofOwner, err)
	}
}

func TestGuardsAndExemptionsAreRows(t *testing.T) {
	db := openTest(t)
	defaults := act.Guards{ActionsPerHour: 20}
	j := NewJournal(db, defaults)
	if g, err := j.Guards(t.Context()); err != nil || g.ActionsPerHour != 20 {
		t.Errorf("Guards before anybody set them = %+v, %v, want the defaults", g, err)
	}
	want := act.Guards{Stopped: true, ActionsPerHour: 5, PerOwner: 2, Unapproved: []tabard.ActionKind{tabard.ActionQuarantine}}
	if err := j.SetGuards(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	if got, err := NewJournal(db, defaults).Guards(t.Context()); err != nil || cmp.Diff(want, got) != "" {
		t.Errorf("Guards after a restart = %+v, %v, want %+v", got, err, want)
	}
	target, now := tabard.Key{Realm: "r", ID: "billing"}, time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	x := act.Exemption{Policy: "p", System: "pg", Target: target, By: "bob", Until: now.Add(time.Hour)}
	if err := j.SaveExemption(t.Context(), x); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		policy string
		at     time.Time
		want   bool
	}{"in time": {"p", now, true}, "over": {"p", now.Add(2 * time.Hour), false}, "another policy": {"q", now, false}} {
		if _, got, err := j.Exempted(t.Context(), test.policy, "pg", target, test.at); err != nil || got != test.want {
			t.Errorf("%s: Exempted = %v, %v, want %v", name, got, err, test.want)
		}
	}
}
