package tabard

import (
	"context"
	"errors"
	"iter"
	"time"
)

// Connector is what Tabard knows of one kind of system. A nil function means "cannot".
type Connector struct {
	Name     string   // "aws"
	Title    string   // "Amazon Web Services", for people
	Families []Family // the audit logs it writes

	// Open makes a connection to one configured system. It does no I/O beyond checking the settings; a system that is down
	// fails where it is used.
	Open func(Settings) (*Connection, error)
}

// Settings are what the configuration says of one system.
type Settings struct {
	System string            // its name
	URL    Secret            // where it is, credentials included
	Log    string            // glob of log files to tail
	More   map[string]string // what only this connector knows
}

// Connection is what can be done with one system. A nil function means "cannot".
type Connection struct {
	// Realm gives the account, cluster or instance that the system says it is.
	Realm func(context.Context) (string, error)
	// List gives everything the system has; the listing is complete only when it ended without an error.
	List func(context.Context) iter.Seq2[Listed, error]
	// Missing names the permissions that Tabard's own identity lacks, with the statement that grants each.
	Missing func(context.Context) ([]MissingPermission, error)
	// Actions are the changes that can be made, by kind. Only internal/act calls them.
	Actions map[ActionKind]Act
	Close   func() error
}

// Listed is one identity as a listing shows it, with what it holds.
type Listed struct {
	Identity    Actor             `json:"identity"`
	Incarnation string            `json:"incarnation"` // the system's own id, which a re-created identity of the same name does not share
	Login       bool              `json:"login"`
	Superuser   bool              `json:"superuser"`
	Protected   string            `json:"protected,omitempty"` // why automation must not touch it: "bootstrap superuser", "Tabard's own"
	Labels      map[string]string `json:"labels,omitempty"`    // tags, and what its comment says of an owner
	Comment     string            `json:"comment,omitempty"`
	Created     time.Time         `json:"created,omitzero"` // zero where the system does not say
	Credentials []CredentialRef   `json:"credentials,omitempty"`
	Grants      []GrantRef        `json:"grants,omitempty"`
}

// MissingPermission is something that Tabard's own identity may not do, and what would let it.
type MissingPermission struct {
	Permission string `json:"permission"`
	For        string `json:"for"`   // what can't be done without it
	Grant      string `json:"grant"` // the statement or policy that grants it
}

// Act is one kind of change to a system: quarantine, rotate. Plan reads and changes nothing; the state before that it gives
// is journaled and synced before Do is first called. Each function may run again after a crash and is then written so that
// the second run changes nothing more.
type Act struct {
	Plan   func(context.Context, Actor) (Plan, error)
	Do     func(ctx context.Context, plan Plan, step string, action string) error // action is the id that the change carries
	Verify func(context.Context, Plan) (map[string]string, error)                 // proof for the receipt
	Undo   func(ctx context.Context, plan Plan, action string) error
}

// Plan is what an action will do, and the state that undo restores.
type Plan struct {
	Target      Actor             `json:"target"`
	Incarnation string            `json:"incarnation"` // as [Listed.Incarnation]
	Protected   string            `json:"protected,omitempty"`
	Steps       []Step            `json:"steps"`
	Before      map[string]string `json:"before"`
}

// Errors of acting. The journal keeps their text; what to do is the caller's to decide.
var (
	// ErrChanged reports that somebody changed the target since the action; undo restores nothing over that.
	ErrChanged = errors.New("the target was changed by somebody else since")
	// ErrReborn reports that the target was dropped and created anew; what was planned on the old one is refused.
	ErrReborn = errors.New("the target is not the one that the action was planned on")
	// ErrGone reports that the target is not there any more.
	ErrGone = errors.New("the target is gone")
)
