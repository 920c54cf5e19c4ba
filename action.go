package tabard

import "time"

// ActionKind is what an action does to its target.
type ActionKind string

// The kinds of action. They are the remedies that change a governed system.
const (
	ActionRotate     ActionKind = "rotate"
	ActionNarrow     ActionKind = "narrow"
	ActionQuarantine ActionKind = "quarantine"
	ActionRetire     ActionKind = "retire"
)

// ActionState is how far an action is.
type ActionState string

// The states of an action. Planned waits for approval, or for a guard to let it through (see BlockedBy).
const (
	ActionPlanned  ActionState = "planned"
	ActionApproved ActionState = "approved"
	ActionRunning  ActionState = "running"
	ActionVerified ActionState = "verified"
	ActionFailed   ActionState = "failed"
	ActionRejected ActionState = "rejected"
	ActionUndone   ActionState = "undone"
)

// Step is one thing an action does, for people to read before they approve.
type Step struct {
	Step string `json:"step"` // name, unique in the plan: "no-login"
	Does string `json:"does"` // in full: the statement or call
}

// Action is a change to a governed system: planned, approved, carried out, verified, undoable.
type Action struct {
	ID          string            `json:"id"`
	Kind        ActionKind        `json:"kind"`
	System      string            `json:"system"`
	Target      IdentityRef       `json:"target"`
	State       ActionState       `json:"state"`
	Policy      string            `json:"policy,omitempty"`  // id of the policy that asked for it
	Finding     string            `json:"finding,omitempty"` // id of the finding behind it
	Reason      string            `json:"reason"`
	RequestedBy string            `json:"requested_by"`
	ApprovedBy  string            `json:"approved_by,omitempty"`
	Plan        []Step            `json:"plan"`
	Before      map[string]string `json:"before,omitempty"`  // the state that undo restores
	Receipt     map[string]string `json:"receipt,omitempty"` // what was done and how it was verified
	BlockedBy   string            `json:"blocked_by,omitempty"`
	ExemptUntil time.Time         `json:"exempt_until,omitzero"`
	Error       string            `json:"error,omitempty"` // why it failed
	Planned     time.Time         `json:"planned"`
	Changed     time.Time         `json:"changed"`
}
