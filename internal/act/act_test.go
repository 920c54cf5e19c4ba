package act_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/act"
)

// world is a system with roles, and a journal, that both outlive an engine. It works; it can also die at the n-th thing it
// is asked to do, as a process does.
type world struct {
	roles      map[string]role
	entries    map[string]act.Entry
	automatic  map[string]bool // entries of automation
	guards     act.Guards
	exemptions []act.Exemption
	trail      []string
	now        time.Time

	calls, dieAt int
	trailDown    bool

	trailBreaksAt string
	away          string // the step at which the system does not answer
	beforeStep    map[string]func()
}

type role struct {
	oid      int
	login    bool
	sessions int
	note     string
}

// died is what a call panics with when the process ends there.
type died struct{}

// call counts what is asked and dies when its time has come: before the effect, or right behind it.
func (w *world) call(effect func()) {
	w.calls++
	if w.calls == w.dieAt {
		panic(died{})
	}
	effect()
	w.calls++
	if w.calls == w.dieAt {
		panic(died{})
	}
}

func newWorld() *world {
	return &world{
		roles: map[string]role{
			"billing": {oid: 1, login: true, sessions: 2}, "admin": {oid: 2, login: true, sessions: 1}, "asleep": {oid: 3},
		},
		entries: map[string]act.Entry{}, automatic: map[string]bool{},
		guards: act.Guards{ActionsPerHour: 3, Unapproved: []tabard.ActionKind{tabard.ActionQuarantine}},
		now:    time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC),
	}
}

func (w *world) engine() *act.Engine {
	connection := &tabard.Connection{Actions: map[tabard.ActionKind]tabard.Act{tabard.ActionQuarantine: {
		Plan: w.plan, Do: w.do, Verify: w.verify, Undo: w.undo,
	}}}
	return act.New(act.Config{
		Journal: w,
		Trail: func(_ context.Context, what string, a tabard.Action, by, _ string) error {
			if w.trailDown || what == w.trailBreaksAt {
				return errors.New("the trail can't be written")
			}
			w.trail = append(w.trail, fmt.Sprintf("%s %s by %s", what, a.ID, by))
			return nil
		},
		System: func(name string) (*tabard.Connection, bool) { return connection, name == "pg" },
		Now:    func() time.Time { return w.now },
	})
}

func (w *world) plan(_ context.Context, target tabard.Actor) (tabard.Plan, error) {
	r, ok := w.roles[target.ID]
	if !ok {
		return tabard.Plan{}, tabard.ErrGone
	}
	p := tabard.Plan{
		Target: target, Incarnation: fmt.Sprint(r.oid), Before: map[string]string{"login": fmt.Sprint(r.login)},
		Steps: []tabard.Step{{Step: "no-login", Does: "refuse new logins"}, {Step: "end-sessions", Does: "end its sessions"}},
	}
	if target.ID == "admin" {
		p.Protected = "last administrator"
	}
	return p, nil
}

func (w *world) do(_ context.Context, p tabard.Plan, step, action string) error {
	r := w.roles[p.Target.ID]
	if fmt.Sprint(r.oid) != p.Incarnation {
		return tabard.ErrReborn
	}
	if step == w.away {
		return errors.New("no answer")
	}
	if before := w.beforeStep[step]; before != nil {
		before()
	}
	w.call(func() {
		switch step {
		case "no-login":
			r.login, r.note = false, action
		case "end-sessions":
			r.sessions = 0
		}
		w.roles[p.Target.ID] = r
	})
	return nil
}

func (w *world) verify(_ context.Context, p tabard.Plan) (map[string]string, error) {
	if r := w.roles[p.Target.ID]; r.login || r.sessions > 0 {
		return nil, errors.New("it can still be used")
	}
	return map[string]string{"new login": "refused"}, nil
}

func (w *world) undo(_ context.Context, p tabard.Plan, action string) error {
	r := w.roles[p.Target.ID]
	if fmt.Sprint(r.login) == p.Before["login"] && r.note == "" {
		return nil // undone already
	}
	if r.note != action {
		return tabard.ErrChanged
	}
	w.call(func() {
		r.login, r.note = p.Before["login"] == "true", ""
		w.roles[p.Target.ID] = r
	})
	return nil
}

func (w *world) SaveAction(_ context.Context, e act.Entry) error {
	e.Done = slices.Clone(e.Done)
	w.call(func() {
		if w.entries[e.ID] = e; e.Automatic {
			w.automatic[e.ID] = true
		}
	})
	return nil
}

func (w *world) LoadAction(_ context.Context, id string) (act.Entry, error) {
	e, ok := w.entries[id]
	if !ok {
		return e, act.ErrNoAction
	}
	e.Done = slices.Clone(e.Done)
	return e, nil
}

func (w *world) in(states ...tabard.ActionState) (all []act.Entry) {
	for _, id := range slices.Sorted(maps.Keys(w.entries)) {
		if e := w.entries[id]; slices.Contains(states, e.State) {
			all = append(all, e)
		}
	}
	return all
}

func (w *world) Unfinished(context.Context) ([]act.Entry, error) {
	return w.in(tabard.ActionApproved, tabard.ActionRunning), nil
}

func (w *world) Waiting(context.Context) ([]act.Entry, error)    { return w.in(tabard.ActionPlanned), nil }
func (w *world) Guards(context.Context) (act.Guards, error)      { return w.guards, nil }
func (w *world) SetGuards(_ context.Context, g act.Guards) error { w.guards = g; return nil }
func (w *world) SaveExemption(_ context.Context, x act.Exemption) error {
	w.call(func() { w.exemptions = append(w.exemptions, x) })
	return nil
}

func (w *world) Automated(_ context.Context, since time.Time, owner string) (all, ofOwner int, err error) {
	for id := range w.automatic {
		if e := w.entries[id]; !e.Changed.Before(since) {
			all++
			if e.Owner == owner {
				ofOwner++
			}
		}
	}
	return all, ofOwner, nil
}

func (w *world) Exempted(_ context.Context, policy, system string, target tabard.Key, now time.Time) (time.Time, bool, error) {
	for _, x := range w.exemptions {
		if x.Policy == policy && x.System == system && x.Target == target && now.Before(x.Until) {
			return x.Until, true, nil
		}
	}
	return time.Time{}, false, nil
}

func request(target string, mode tabard.Mode) act.Request {
	return act.Request{
		Kind: tabard.ActionQuarantine, System: "pg", Target: tabard.Actor{Key: tabard.Key{Realm: "pg", ID: target}}, Policy: "login-owner",
		Cause: "cr_1", By: "policy login-owner", Mode: mode, Reason: "nobody owns it",
	}
}

func TestProposeApproveUndo(t *testing.T) {
	w := newWorld()
	g, ctx := w.engine(), t.Context()
	before := maps.Clone(w.roles)
	a, err := g.Propose(ctx, request("billing", tabard.ModePropose), false)
	if err != nil || a.State != tabard.ActionPlanned || len(a.Plan) != 2 {
		t.Fatalf("Propose = %+v, %v, want a planned action of two steps", a, err)
	}
	if !maps.Equal(w.roles, before) {
		t.Errorf("a proposal changed the system: %v", w.roles)
	}
	if again, err := g.Propose(ctx, request("billing", tabard.ModePropose), false); err != nil || again.ID != a.ID || len(w.entries) != 1 {
		t.Errorf("the same request again gives %s, %v, want the same action", again.ID, err)
	}
	if _, err := g.Approve(ctx, a.ID, "policy login-owner", ""); !errors.Is(err, act.ErrOwnRequest) {
		t.Errorf("approving one's own request: %v, want %v", err, act.ErrOwnRequest)
	}
	if a, err = g.Approve(ctx, a.ID, "alice", "right"); err != nil || a.State != tabard.ActionVerified || a.Receipt["new login"] != "refused" {
		t.Fatalf("Approve = %+v, %v, want it verified with a receipt", a, err)
	}
	if a, err = g.Undo(ctx, a.ID, "bob", "it is needed", time.Time{}); err != nil || a.State != tabard.ActionUndone {
		t.Fatalf("Undo = %+v, %v", a, err)
	}
	if got := w.roles["billing"]; !got.login || got.note != "" {
		t.Errorf("after undo the role is %+v, want it to log in again", got)
	}
	if _, err := g.Propose(ctx, act.Request{
		Kind: tabard.ActionQuarantine, System: "pg", Target: tabard.Actor{Key: tabard.Key{Realm: "pg", ID: "billing"}}, Policy: "login-owner", Cause: "another", Mode: tabard.ModeEnforce,
	}, false); !errors.Is(err, act.ErrExempt) {
		t.Errorf("automation after undo: %v, want %v", err, act.ErrExempt)
	}
	w.now = w.now.Add(25 * time.Hour)
	if _, err := g.Propose(ctx, act.Request{
		Kind: tabard.ActionQuarantine, System: "pg", Target: tabard.Actor{Key: tabard.Key{Realm: "pg", ID: "billing"}}, Policy: "login-owner", Cause: "another", Mode: tabard.ModePropose,
	}, false); err != nil {
		t.Errorf("automation a day after undo: %v, want it to go on", err)
	}
}

func TestDryRunKeepsNothing(t *testing.T) {
	w := newWorld()
	before := maps.Clone(w.roles)
	a, err := w.engine().Propose(t.Context(), request("billing", tabard.ModeEnforce), true)
	if err != nil || len(a.Plan) != 2 || a.Before["login"] != "true" {
		t.Fatalf("a dry run = %+v, %v, want the whole plan and the state before", a, err)
	}
	if len(w.entries)+len(w.trail) > 0 || !maps.Equal(w.roles, before) {
		t.Errorf("a dry run left %d actions and %d audit entries, and the system as %v", len(w.entries), len(w.trail), w.roles)
	}
}

func TestUndoRefusesOverOthersChanges(t *testing.T) {
	w := newWorld()
	g, ctx := w.engine(), t.Context()
	a, err := g.Propose(ctx, request("billing", tabard.ModeEnforce), false)
	if err != nil || a.State != tabard.ActionVerified {
		t.Fatalf("Propose = %+v, %v, want it enforced", a, err)
	}
	r := w.roles["billing"]
	r.note = "set by a person"
	w.roles["billing"] = r
	if _, err := g.Undo(ctx, a.ID, "bob", "", time.Time{}); !errors.Is(err, tabard.ErrChanged) {
		t.Errorf("Undo over somebody else's change = %v, want %v", err, tabard.ErrChanged)
	}
}

func TestGuards(t *testing.T) {
	tests := map[string]struct {
		target string
		change func(*world, *act.Request)
		want   string
	}{
		"the kill switch":        {"billing", func(w *world, _ *act.Request) { w.guards.Stopped = true }, "kill switch"},
		"a protected target":     {"admin", func(*world, *act.Request) {}, "protected: last administrator"},
		"older than the listing": {"billing", func(_ *world, r *act.Request) { r.Old = true }, "protected: it was there"},
		"needs approval":         {"billing", func(w *world, _ *act.Request) { w.guards.Unapproved = nil }, "approval: "},
		"no budget":              {"billing", func(w *world, _ *act.Request) { w.guards.ActionsPerHour = 0 }, "budget: "},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld()
			before := maps.Clone(w.roles)
			r := request(test.target, tabard.ModeEnforce)
			test.change(w, &r)
			a, err := w.engine().Propose(t.Context(), r, false)
			if err != nil || a.State != tabard.ActionPlanned || !strings.HasPrefix(a.BlockedBy, test.want) {
				t.Errorf("Propose = %s blocked by %q, %v, want it planned and blocked by %q", a.State, a.BlockedBy, err, test.want)
			}
			if !maps.Equal(w.roles, before) {
				t.Errorf("what a guard stopped changed the system: %v", w.roles)
			}
		})
	}
}

// Ten thousand forged records that "prove" every role stolen end in a tripped guard, not in a mass lock-out.
func TestPoisonedInput(t *testing.T) {
	w := newWorld()
	for i := range 200 {
		w.roles[fmt.Sprint("role", i)] = role{oid: 100 + i, login: true}
	}
	g, blocked := w.engine(), 0
	for i := range 10_000 {
		r := request(fmt.Sprint("role", i%200), tabard.ModeEnforce)
		r.Cause = fmt.Sprint("forged", i)
		a, err := g.Propose(t.Context(), r, false)
		if err != nil {
			t.Fatal(err)
		}
		if a.BlockedBy != "" {
			blocked++
		}
	}
	locked := 0
	for _, r := range w.roles {
		if !r.login && r.oid >= 100 {
			locked++
		}
	}
	if locked > w.guards.ActionsPerHour {
		t.Errorf("%d roles were locked out, want at most the budget of %d", locked, w.guards.ActionsPerHour)
	}
	if blocked == 0 {
		t.Error("no guard tripped")
	}
}

func TestRebornIsRefused(t *testing.T) {
	w := newWorld()
	g := w.engine()
	a, err := g.Propose(t.Context(), request("billing", tabard.ModePropose), false)
	if err != nil {
		t.Fatal(err)
	}
	w.roles["billing"] = role{oid: 99, login: true}
	if a, err = g.Approve(t.Context(), a.ID, "alice", ""); !errors.Is(err, tabard.ErrReborn) || a.State != tabard.ActionFailed {
		t.Errorf("Approve on a re-created role = %s, %v, want it failed with %v", a.State, err, tabard.ErrReborn)
	}
	if !w.roles["billing"].login {
		t.Error("the re-created role was changed")
	}
}

// A system that was away for a moment costs another approval, and undo still restores the state from before the first change.
func TestFailedIsTriedAgain(t *testing.T) {
	w := newWorld()
	g, ctx := w.engine(), t.Context()
	a, err := g.Propose(ctx, request("billing", tabard.ModePropose), false)
	if err != nil {
		t.Fatal(err)
	}
	w.away = "end-sessions"
	if a, err = g.Approve(ctx, a.ID, "alice", ""); err == nil || a.State != tabard.ActionFailed {
		t.Fatalf("Approve with the system away = %s, %v, want it failed", a.State, err)
	}
	w.away = ""
	if a, err = g.Approve(ctx, a.ID, "bob", ""); err != nil || a.State != tabard.ActionVerified || a.Error != "" {
		t.Fatalf("Approve again = %+v, %v, want it verified", a, err)
	}
	if _, err = g.Undo(ctx, a.ID, "bob", "", time.Time{}); err != nil || !w.roles["billing"].login {
		t.Errorf("after undo the role is %+v, %v, want it to log in again", w.roles["billing"], err)
	}
}

func TestKillSwitchHoldsWhatRuns(t *testing.T) {
	w := newWorld()
	g, ctx := w.engine(), t.Context()
	a, err := g.Propose(ctx, request("billing", tabard.ModePropose), false)
	if err != nil {
		t.Fatal(err)
	}
	w.beforeStep = map[string]func(){"end-sessions": func() { w.guards.Stopped = true }}
	if a, err = g.Approve(ctx, a.ID, "alice", ""); err != nil || a.State != tabard.ActionVerified {
		t.Fatalf("a step that has begun ends: %s, %v", a.State, err)
	}
	b, err := g.Propose(ctx, request("asleep", tabard.ModePropose), false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.Approve(ctx, b.ID, "alice", ""); !errors.Is(err, act.ErrStopped) {
		t.Errorf("Approve with the switch on = %v, want %v", err, act.ErrStopped)
	}
	w.guards.Stopped = false
	w.beforeStep = map[string]func(){"no-login": func() { w.guards.Stopped = true }}
	if b, err = g.Approve(ctx, b.ID, "alice", ""); !errors.Is(err, act.ErrStopped) || b.State != tabard.ActionRunning {
		t.Errorf("the switch between two steps = %s, %v, want it held", b.State, err)
	}
	w.beforeStep = nil
	if _, err := g.SetGuards(ctx, act.Guards{ActionsPerHour: 3}, "alice", "all clear"); err != nil {
		t.Fatal(err)
	}
	if got := w.entries[b.ID].State; got != tabard.ActionVerified {
		t.Errorf("after the switch went off the action is %s, want it taken up and verified", got)
	}
}

// TestNoTrailNoAct breaks the audit trail before each entry of a story in turn (HARDENING 10): without an entry there is no
// change, and when the trail works again the action goes on.
func TestNoTrailNoAct(t *testing.T) {
	for _, at := range []string{"plan", "approve", "step no-login", "step end-sessions", "undo"} {
		t.Run(at, func(t *testing.T) {
			w := newWorld()
			g, ctx := w.engine(), t.Context()
			w.trailBreaksAt = at
			story := func() {
				for _, e := range w.in(tabard.ActionPlanned) {
					_, _ = g.Approve(ctx, e.ID, "alice", "")
				}
				_ = g.Resume(ctx)
				for _, e := range w.in(tabard.ActionVerified) {
					_, _ = g.Undo(ctx, e.ID, "bob", "", time.Time{})
				}
			}
			_, _ = g.Propose(ctx, request("billing", tabard.ModePropose), false)
			story()
			r, entered := w.roles["billing"], strings.Join(w.trail, "\n")
			if !r.login && !strings.Contains(entered, "step no-login") || r.sessions == 0 && !strings.Contains(entered, "step end-sessions") ||
				len(w.in(tabard.ActionUndone)) > 0 || strings.Contains(entered, at) {
				t.Errorf("the role is %+v, with a trail of\n%s", r, entered)
			}
			w.trailBreaksAt = ""
			_, _ = g.Propose(ctx, request("billing", tabard.ModePropose), false)
			story()
			if got := w.in(tabard.ActionUndone); len(got) != 1 || !w.roles["billing"].login {
				t.Errorf("with the trail back the role is %+v and %d actions are undone, want it to have gone on", w.roles["billing"], len(got))
			}
		})
	}
}

func TestNoTrailNothingPlanned(t *testing.T) {
	w := newWorld()
	g := w.engine()
	a, err := g.Propose(t.Context(), request("billing", tabard.ModePropose), false)
	if err != nil {
		t.Fatal(err)
	}
	before := maps.Clone(w.roles)
	w.trailDown = true
	if _, err := g.Approve(t.Context(), a.ID, "alice", ""); err == nil {
		t.Error("an approval that could not be audited went through")
	}
	if _, err := g.Propose(t.Context(), request("asleep", tabard.ModeEnforce), false); err == nil {
		t.Error("an action that could not be audited was carried out")
	}
	if !maps.Equal(w.roles, before) {
		t.Errorf("without a trail the system was changed: %v", w.roles)
	}
}

// TestCrashAnywhere kills the process before and behind every effect of an approval and an undo. After a restart, and the
// person asking again where the answer was lost, the result is the same as without the crash.
func TestCrashAnywhere(t *testing.T) {
	story := func(w *world) {
		survive(func() { _ = w.engine().Resume(context.Background()) })
		for range 2 { // a person who got no answer asks again
			survive(func() { _, _ = w.engine().Propose(context.Background(), request("billing", tabard.ModePropose), false) })
			for _, e := range w.in(tabard.ActionPlanned) {
				survive(func() { _, _ = w.engine().Approve(context.Background(), e.ID, "alice", "") })
			}
			survive(func() { _ = w.engine().Resume(context.Background()) })
		}
		quarantined := w.roles["billing"]
		if quarantined.login || quarantined.sessions > 0 {
			t.Errorf("died at %d: after the approval the role is %+v", w.dieAt, quarantined)
		}
		for range 2 {
			for _, e := range w.in(tabard.ActionVerified) {
				survive(func() { _, _ = w.engine().Undo(context.Background(), e.ID, "bob", "", time.Time{}) })
			}
		}
	}
	whole := newWorld()
	story(whole)
	for dieAt := 1; dieAt <= whole.calls; dieAt++ {
		w := newWorld()
		w.dieAt = dieAt
		story(w)
		if diff := cmp.Diff(whole.roles, w.roles, cmp.AllowUnexported(role{})); diff != "" {
			t.Errorf("died at %d: the system ends otherwise (-without, +with the crash):\n%s", dieAt, diff)
		}
		if diff := cmp.Diff(whole.entries, w.entries); diff != "" {
			t.Errorf("died at %d: the journal ends otherwise (-without, +with the crash):\n%s", dieAt, diff)
		}
	}
	if whole.calls < 10 {
		t.Errorf("only %d places to die at: the story is too short to prove anything", whole.calls)
	}
}

// survive runs do, and goes on when the process died in it.
func survive(do func()) {
	defer func() {
		if r := recover(); r != nil && r != any(died{}) {
			panic(r)
		}
	}()
	do()
}
