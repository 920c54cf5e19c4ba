// Package act changes governed systems. Stage 6 of 6, and the only package that calls a function that does: it plans an
// action, waits for approval where one is needed, carries it out, verifies it, and undoes it when asked.
//
// It promises that the state before is journaled and synced before the first change; that an action cut off anywhere is
// taken up again and ends as if it had not been; that undo restores exactly the state before, or refuses because somebody
// changed it since; and that automation, whatever caused it, stays within the guards and never touches what is protected.
package act

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"tabard.dev/tabard"
)

// Entry is an action with what the journal keeps beside it.
type Entry struct {
	tabard.Action
	Does      tabard.Plan // what is carried out, and the state before
	Done      []string    // steps that were carried out
	Automatic bool        // no person approved it
	Owner     string      // of the target, for the guard's budget
}

// Exemption keeps automation from doing again what a person has undone.
type Exemption struct {
	Policy string
	System string
	Target tabard.Key
	By     string
	Reason string
	Until  time.Time
}

// Guards limit automation. They are rows: a restart doesn't reset them.
type Guards struct {
	Stopped        bool                `json:"stopped"`          // the kill switch: nothing is carried out
	ActionsPerHour int                 `json:"actions_per_hour"` // by automation, over all owners
	PerOwner       int                 `json:"actions_per_hour_per_owner"`
	Unapproved     []tabard.ActionKind `json:"unapproved"` // what may run without a person's approval
	Used           int                 `json:"used"`       // of ActionsPerHour, in the last hour
}

// Journal is the store's side of acting. Each method is durable when it returns.
type Journal interface {
	SaveAction(ctx context.Context, e Entry) error
	LoadAction(ctx context.Context, id string) (Entry, error) // ErrNoAction when there is none
	Unfinished(ctx context.Context) ([]Entry, error)          // approved or running, oldest first
	Waiting(ctx context.Context) ([]Entry, error)             // planned, oldest first
	Guards(ctx context.Context) (Guards, error)
	SetGuards(ctx context.Context, g Guards) error
	// Automated counts what automation carried out since a time: in all, and for one owner.
	Automated(ctx context.Context, since time.Time, owner string) (all, ofOwner int, err error)
	SaveExemption(ctx context.Context, x Exemption) error
	Exempted(ctx context.Context, policy, system string, target tabard.Key, now time.Time) (time.Time, bool, error)
}

// Trail writes to the audit trail, before the change that it speaks of. Without a record there is no act.
type Trail func(ctx context.Context, what string, a tabard.Action, by, reason string) error

// Errors a caller acts on.
var (
	// ErrNoAction reports that there is no action of that id. The API answers 404.
	ErrNoAction = errors.New("no such action")
	// ErrOwnRequest reports that somebody tried to approve what they asked for. Somebody else must.
	ErrOwnRequest = errors.New("nobody approves what they asked for")
	// ErrState reports that an action is not in a state for what was asked. The API answers 409.
	ErrState = errors.New("the action is not in a state for that")
	// ErrCannot reports that the system's connector has no such action.
	ErrCannot = errors.New("the connector can't do that")
	// ErrExempt reports that a person undid this and automation is to leave it alone for now.
	ErrExempt = errors.New("exempted")
	// ErrStopped reports that the kill switch is on.
	ErrStopped = errors.New("stopped by the kill switch")
)

// Config is what an engine needs.
type Config struct {
	Journal Journal
	Trail   Trail
	System  func(name string) (*tabard.Connection, bool)
	Changed func(tabard.Action) // told of each new state of an action; may be nil
	Now     func() time.Time    // the wall clock: acting happens now, whatever time is judged by
}

// Engine plans and carries out actions, one at a time.
type Engine struct {
	Config
	mu sync.Mutex
}

// New makes an engine. Call [Engine.Resume] at start and now and then: it takes up what was cut off.
func New(c Config) *Engine {
	if c.Now == nil {
		c.Now = time.Now
	}
	return &Engine{Config: c}
}

// act finds the connector's function for an action.
func (g *Engine) act(system string, kind tabard.ActionKind) (tabard.Act, error) {
	connection, ok := g.System(system)
	if !ok {
		return tabard.Act{}, fmt.Errorf("system %q: %w: it is not connected", system, ErrCannot)
	}
	do, ok := connection.Actions[kind]
	if !ok {
		return tabard.Act{}, fmt.Errorf("%s on system %q: %w", kind, system, ErrCannot)
	}
	return do, nil
}

// save journals a new state of an action and tells of it.
func (g *Engine) save(ctx context.Context, e *Entry, state tabard.ActionState) error {
	e.State, e.Changed = state, g.Now().UTC()
	if err := g.Journal.SaveAction(ctx, *e); err != nil {
		return fmt.Errorf("journal action %s: %w", e.ID, err)
	}
	if g.Changed != nil {
		g.Changed(e.Action)
	}
	return nil
}
