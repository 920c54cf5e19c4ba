package act

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"tabard.dev/tabard"
)

// Request asks for an action.
type Request struct {
	Kind        tabard.ActionKind
	System      string
	Target      tabard.Actor
	TargetRef   tabard.IdentityRef
	Owner       string
	Policy      string // "" when a person asks
	Finding     string
	Cause       string // what makes this request one of its kind: the subject of the decision, or a person's request id
	Incarnation string // of the target when it was judged; "" when a person asks
	By          string // who asks: a token's name, or "policy ID"
	Reason      string
	Mode        tabard.Mode // of the policy; a person's request only proposes
	Old         bool        // the target was there before the first complete listing: automation proposes at most
}

// Propose plans an action and, where the mode and the guards allow it, carries it out. The same request again gives the
// action there is. With dry set nothing is kept: the answer shows what would be done.
func (g *Engine) Propose(ctx context.Context, r Request, dry bool) (tabard.Action, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	do, err := g.act(r.System, r.Kind)
	if err != nil {
		return tabard.Action{}, err
	}
	id := tabard.HashID("ac_", string(r.Kind), r.Policy, r.System, r.Target.Realm, r.Target.ID, r.Incarnation, r.Cause)
	if old, err := g.Journal.LoadAction(ctx, id); err == nil {
		return old.Action, nil
	} else if !errors.Is(err, ErrNoAction) {
		return tabard.Action{}, err
	}
	if r.Policy != "" {
		until, exempt, err := g.Journal.Exempted(ctx, r.Policy, r.System, r.Target.Key, g.Now())
		if err != nil {
			return tabard.Action{}, err
		}
		if exempt {
			return tabard.Action{}, fmt.Errorf("%w until %s", ErrExempt, until.Format(time.RFC3339))
		}
	}
	plan, err := do.Plan(ctx, r.Target)
	if err != nil {
		return tabard.Action{}, fmt.Errorf("plan to %s %q on %s: %w", r.Kind, r.Target.ID, r.System, err)
	}
	if r.Incarnation != "" && plan.Incarnation != r.Incarnation {
		return tabard.Action{}, fmt.Errorf("%s %q on %s: %w", r.Kind, r.Target.ID, r.System, tabard.ErrReborn)
	}
	e := Entry{
		Does: plan, Owner: r.Owner,
		ID: id, Kind: r.Kind, System: r.System, Target: r.TargetRef, State: tabard.ActionPlanned, Policy: r.Policy, Finding: r.Finding,
		Reason: r.Reason, RequestedBy: r.By, Plan: plan.Steps, Before: plan.Before, Planned: g.Now().UTC(),
	}
	if dry {
		return e.Action, nil
	}
	if err := g.Trail(ctx, "plan", e.Action, r.By, r.Reason); err != nil {
		return tabard.Action{}, err
	}
	if r.Mode == tabard.ModeEnforce {
		return g.enforce(ctx, e, r)
	}
	err = g.save(ctx, &e, tabard.ActionPlanned)
	return e.Action, err
}

// enforce carries out what a policy enforces, or leaves it planned and says which guard stopped it.
func (g *Engine) enforce(ctx context.Context, e Entry, r Request) (tabard.Action, error) {
	blocked, err := g.blocks(ctx, e, r.Old)
	if err != nil {
		return tabard.Action{}, err
	}
	if blocked != "" {
		e.BlockedBy = blocked
		err := g.save(ctx, &e, tabard.ActionPlanned)
		return e.Action, err
	}
	e.Automatic, e.ApprovedBy = true, "policy "+r.Policy
	if err := g.save(ctx, &e, tabard.ActionApproved); err != nil {
		return tabard.Action{}, err
	}
	err = g.carryOut(ctx, &e)
	return e.Action, err
}

// blocks names what keeps automation from carrying an action out; "" when nothing does.
func (g *Engine) blocks(ctx context.Context, e Entry, old bool) (string, error) {
	guards, err := g.Journal.Guards(ctx)
	if err != nil {
		return "", err
	}
	all, ofOwner, err := g.Journal.Automated(ctx, g.Now().Add(-time.Hour), e.Owner)
	if err != nil {
		return "", err
	}
	switch {
	case guards.Stopped:
		return "kill switch", nil
	case e.Does.Protected != "":
		return "protected: " + e.Does.Protected, nil
	case old:
		return "protected: it was there before the first complete listing of its system", nil
	case !slices.Contains(guards.Unapproved, e.Kind):
		return fmt.Sprintf("approval: %s may not run unapproved", e.Kind), nil
	case all >= guards.ActionsPerHour:
		return fmt.Sprintf("budget: %d actions in the last hour", all), nil
	case guards.PerOwner > 0 && ofOwner >= guards.PerOwner:
		return fmt.Sprintf("budget: %d actions on identities of %s in the last hour", ofOwner, e.Owner), nil
	}
	return "", nil
}
