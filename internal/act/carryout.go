package act

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"tabard.dev/tabard"
)

// Approve lets a planned action run, and runs it. One that failed is tried again, from the step that failed.
func (g *Engine) Approve(ctx context.Context, id, by, reason string) (tabard.Action, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	e, err := g.Journal.LoadAction(ctx, id)
	if err != nil {
		return tabard.Action{}, err
	}
	switch {
	case e.State != tabard.ActionPlanned && e.State != tabard.ActionFailed:
		return e.Action, fmt.Errorf("approve: %w: it is %s", ErrState, e.State)
	case e.RequestedBy == by:
		return e.Action, ErrOwnRequest
	}
	if err := g.stopped(ctx); err != nil {
		return e.Action, err
	}
	if err := g.Trail(ctx, "approve", e.Action, by, reason); err != nil {
		return e.Action, err
	}
	e.ApprovedBy, e.BlockedBy, e.Error = by, "", ""
	if err := g.save(ctx, &e, tabard.ActionApproved); err != nil {
		return e.Action, err
	}
	err = g.carryOut(ctx, &e)
	return e.Action, err
}

// Reject ends a planned action.
func (g *Engine) Reject(ctx context.Context, id, by, reason string) (tabard.Action, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	e, err := g.Journal.LoadAction(ctx, id)
	if err != nil {
		return tabard.Action{}, err
	}
	if e.State != tabard.ActionPlanned {
		return e.Action, fmt.Errorf("reject: %w: it is %s", ErrState, e.State)
	}
	if err := g.Trail(ctx, "reject", e.Action, by, reason); err != nil {
		return e.Action, err
	}
	e.Reason = reason
	err = g.save(ctx, &e, tabard.ActionRejected)
	return e.Action, err
}

// Resume takes up what was cut off, at start.
func (g *Engine) Resume(ctx context.Context) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	entries, err := g.Journal.Unfinished(ctx)
	if err != nil {
		return err
	}
	var failed []error
	for i := range entries {
		failed = append(failed, g.carryOut(ctx, &entries[i]))
	}
	return errors.Join(failed...)
}

// carryOut does the steps that are not done yet, verifies, and journals each. It may be called again after a crash anywhere:
// the state before is in the journal since the action was approved, and a step that ran twice has changed nothing more.
func (g *Engine) carryOut(ctx context.Context, e *Entry) error {
	do, err := g.act(e.System, e.Kind)
	if err != nil {
		return g.fail(ctx, e, err)
	}
	if e.State == tabard.ActionApproved {
		if len(e.Done) == 0 { // else the state before is the one from before the first change
			if err := g.fresh(ctx, do, e); err != nil {
				return g.fail(ctx, e, err)
			}
		}
		if err := g.save(ctx, e, tabard.ActionRunning); err != nil {
			return err
		}
	}
	for _, step := range e.Plan {
		if slices.Contains(e.Done, step.Step) {
			continue
		}
		if err := g.stopped(ctx); err != nil {
			return err // stays running, and is taken up when the switch is off again
		}
		if err := g.Trail(ctx, "step "+step.Step, e.Action, e.ApprovedBy, step.Does); err != nil {
			return err // stays running, and is taken up when the trail can be written again
		}
		if err := do.Do(ctx, e.Does, step.Step, e.ID); err != nil {
			return g.fail(ctx, e, fmt.Errorf("step %s: %w", step.Step, err))
		}
		e.Done = append(e.Done, step.Step)
		if err := g.save(ctx, e, tabard.ActionRunning); err != nil {
			return err
		}
	}
	receipt, err := do.Verify(ctx, e.Does)
	if err != nil {
		return g.fail(ctx, e, fmt.Errorf("verify: %w", err))
	}
	e.Receipt, e.Error = receipt, ""
	return g.save(ctx, e, tabard.ActionVerified)
}

// fresh plans again right before the first change: what people approved must still be what will happen.
func (g *Engine) fresh(ctx context.Context, do tabard.Act, e *Entry) error {
	now, err := do.Plan(ctx, e.Does.Target)
	switch {
	case err != nil:
		return err
	case now.Incarnation != e.Does.Incarnation:
		return tabard.ErrReborn
	case e.Automatic && now.Protected != "":
		return fmt.Errorf("protected: %s", now.Protected)
	}
	e.Does, e.Plan, e.Before = now, now.Steps, now.Before
	return nil
}

// fail journals why an action failed. What was done so far stays done and can be undone.
func (g *Engine) fail(ctx context.Context, e *Entry, why error) error {
	if ctx.Err() != nil {
		return why // we are stopping; the action is taken up at the next start
	}
	e.Error = why.Error()
	return errors.Join(why, g.save(ctx, e, tabard.ActionFailed))
}

// Undo restores the state before. Until is how long automation must not do it again; zero means 24 hours.
func (g *Engine) Undo(ctx context.Context, id, by, reason string, until time.Time) (tabard.Action, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	e, err := g.Journal.LoadAction(ctx, id)
	if err != nil {
		return tabard.Action{}, err
	}
	if e.State != tabard.ActionVerified && (e.State != tabard.ActionFailed || len(e.Done) == 0) {
		return e.Action, fmt.Errorf("undo: %w: it is %s", ErrState, e.State)
	}
	do, err := g.act(e.System, e.Kind)
	if err != nil {
		return e.Action, err
	}
	if err := g.Trail(ctx, "undo", e.Action, by, reason); err != nil {
		return e.Action, err
	}
	if until.IsZero() {
		until = g.Now().Add(24 * time.Hour)
	}
	// The exemption comes first: a crash behind it leaves an exemption too many, never an undone action that is done again.
	x := Exemption{Policy: e.Policy, System: e.System, Target: e.Does.Target.Key, By: by, Reason: reason, Until: until.UTC()}
	if err := g.Journal.SaveExemption(ctx, x); err != nil {
		return e.Action, err
	}
	if err := do.Undo(ctx, e.Does, e.ID); err != nil {
		return e.Action, fmt.Errorf("undo %s: %w", e.ID, err)
	}
	e.ExemptUntil = x.Until
	err = g.save(ctx, &e, tabard.ActionUndone)
	return e.Action, err
}

// stopped gives an error while the kill switch is on.
func (g *Engine) stopped(ctx context.Context) error {
	guards, err := g.Journal.Guards(ctx)
	if err == nil && guards.Stopped {
		err = ErrStopped
	}
	return err
}

// SetGuards changes the guards. It waits for nothing: the kill switch takes effect before the next step of whatever is
// running. Turning it off takes up what it held.
func (g *Engine) SetGuards(ctx context.Context, guards Guards, by, reason string) (Guards, error) {
	if err := g.Trail(ctx, "guards", tabard.Action{}, by, reason); err != nil {
		return Guards{}, err
	}
	if err := g.Journal.SetGuards(ctx, guards); err != nil {
		return Guards{}, err
	}
	if !guards.Stopped {
		if err := g.Resume(ctx); err != nil {
			return Guards{}, err
		}
	}
	return g.CurrentGuards(ctx)
}

// CurrentGuards gives the guards and how much of the budget is used.
func (g *Engine) CurrentGuards(ctx context.Context) (Guards, error) {
	guards, err := g.Journal.Guards(ctx)
	if err != nil {
		return Guards{}, err
	}
	guards.Used, _, err = g.Journal.Automated(ctx, g.Now().Add(-time.Hour), "")
	return guards, err
}
