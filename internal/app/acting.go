package app

import (
	"cmp"
	"context"
	"encoding/json/jsontext"
	"encoding/json/v2"
	"errors"
	"fmt"
	"log/slog"
	"time"
	"uuid"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/act"
	"tabard.dev/tabard/internal/audit"
	"tabard.dev/tabard/internal/config"
	"tabard.dev/tabard/internal/notify"
	"tabard.dev/tabard/internal/pipeline"
	"tabard.dev/tabard/internal/store"
	"tabard.dev/tabard/internal/store/sqlite"
)

// actReader is the name under which acting keeps its place among the readers of committed results.
const actReader = "act"

// acting joins the engine that acts with the journal it lists from.
type acting struct {
	*act.Engine
	journal *sqlite.Journal
	log     *slog.Logger
}

// openActing makes what acts on the connected systems.
func openActing(c config.Guards, db *sqlite.DB, systems map[string]*tabard.Connection, pipe *pipeline.Pipeline, trail *audit.Trail, log *slog.Logger) *acting {
	defaults := act.Guards{ActionsPerHour: c.ActionsPerHour}
	for _, kind := range c.Unapproved {
		defaults.Unapproved = append(defaults.Unapproved, tabard.ActionKind(kind))
	}
	a := &acting{journal: sqlite.NewJournal(db, defaults), log: log}
	a.Engine = act.New(act.Config{
		Journal: a.journal,
		System: func(name string) (*tabard.Connection, bool) {
			connection, ok := systems[name]
			return connection, ok
		},
		Trail: func(ctx context.Context, what string, one tabard.Action, by, reason string) error {
			e := audit.Entry{
				Time: time.Now(), Agent: cmp.Or(by, "tabard"), Subject: one.Target.ID, Resource: "action " + one.ID, Action: what, Decision: audit.Allowed,
				Correlation: one.ID, Posture: "policy " + cmp.Or(one.Policy, "none"), Reason: reason,
			}
			if what == "undo" || one.Kind == tabard.ActionQuarantine {
				e.Remedy = string(one.Kind) + " " + one.Target.Name
			}
			return trail.Add(ctx, e)
		},
		Changed: func(one tabard.Action) {
			doc, err := json.Marshal(one)
			if err == nil {
				err = pipe.Say(context.Background(), pipeline.Said{What: pipeline.ActionChanged, About: one.ID, By: "tabard", Action: jsontext.Value(doc)})
			}
			if err != nil {
				log.LogAttrs(context.Background(), slog.LevelError, "a new state of an action is not told", slog.String("action", one.ID), slog.String("error", err.Error()))
			}
		},
	})
	return a
}

// sink is acting as a reader of committed results: it takes each decision at least once, and an action is unique by its
// policy, target, incarnation and cause.
func (a *acting) sink() notify.Sink {
	return notify.Sink{Name: actReader, Sender: a, Types: []string{"decision"}}
}

// Send implements [tabard.Sender]. What can't be done stays undone and is logged; what fails for now is tried again.
func (a *acting) Send(ctx context.Context, notices []tabard.Notice) error {
	for _, n := range notices {
		text, err := json.Marshal(n.Data)
		if err != nil {
			return err
		}
		var d pipeline.Decided
		if err := json.Unmarshal(text, &d); err != nil {
			a.log.LogAttrs(ctx, slog.LevelError, "a decision is not understood", slog.String("id", n.ID), slog.String("error", err.Error()))
			continue
		}
		if err := a.propose(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// Close implements [tabard.Sender].
func (a *acting) Close() error { return nil }

func (a *acting) propose(ctx context.Context, d pipeline.Decided) error {
	kind := tabard.ActionKind(d.Decision.Remedy)
	switch kind {
	case tabard.ActionQuarantine, tabard.ActionRotate, tabard.ActionNarrow, tabard.ActionRetire:
	default:
		return nil // review, notify and none change nothing
	}
	if d.Decision.Mode == tabard.ModeObserve {
		return nil
	}
	_, err := a.Propose(ctx, act.Request{
		Kind: kind, System: d.Decision.System, Target: d.Target, TargetRef: d.Identity, Owner: d.Owner, Policy: d.Decision.Policy, Finding: d.Finding,
		Cause: d.Finding, Incarnation: d.Incarnation, By: "policy " + d.Decision.Policy, Reason: d.Decision.Reason, Mode: d.Decision.Mode, Old: d.Old,
	}, false)
	for _, settled := range []error{act.ErrCannot, act.ErrExempt, act.ErrStopped, tabard.ErrReborn, tabard.ErrGone} {
		if errors.Is(err, settled) {
			a.log.LogAttrs(ctx, slog.LevelInfo, "a decision leads to no action", slog.String("policy", d.Decision.Policy), slog.String("target", d.Identity.Name), slog.String("why", err.Error()))
			return nil
		}
	}
	return err
}

// Actions implements [httpapi.Actor].
func (a *acting) Actions(ctx context.Context, q store.Query) (store.Page[tabard.Action], error) {
	return a.journal.Actions(ctx, q)
}

// Action implements [httpapi.Actor].
func (a *acting) Action(ctx context.Context, id string) (tabard.Action, error) {
	return a.journal.Action(ctx, id)
}

// Plan implements [httpapi.Actor].
func (a *acting) Plan(ctx context.Context, kind tabard.ActionKind, system, target, by, reason string, dry bool) (tabard.Action, error) {
	key := tabard.Key{Realm: system, ID: target}
	return a.Propose(ctx, act.Request{
		Kind: kind, System: system, Target: tabard.Actor{Key: key, Name: target}, By: by, Reason: reason, Mode: tabard.ModePropose,
		TargetRef: tabard.IdentityRef{ID: tabard.IdentityID(key, 1), Kind: tabard.KindUnknown, Name: target, System: system},
		Cause:     uuid.New().String(),
	}, dry)
}

// resumeEvery is how often what was cut off is taken up: also by a caller's patience, or because the trail could not be written.
const resumeEvery = 15 * time.Second

// resume takes up what was left undone, at start and then every so often, until the context ends.
func (a *acting) resume(ctx context.Context) {
	again := time.NewTicker(resumeEvery)
	defer again.Stop()
	for {
		if err := a.Resume(ctx); err != nil && ctx.Err() == nil && !errors.Is(err, act.ErrStopped) {
			a.log.LogAttrs(ctx, slog.LevelError, "an action that was cut off could not be ended", slog.String("error", fmt.Sprint(err)))
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return
		}
	}
}
