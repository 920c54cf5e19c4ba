package tabard

import (
	"context"
	"fmt"
	"time"
)

// Sink is a kind of place that Tabard tells its results to.
type Sink struct {
	Name string // "webhook"
	// Settings are the names of the settings it knows; others are refused before Open is called.
	Settings []string
	// Open makes a sender from the settings of one configured sink. It does no I/O beyond checking the settings. A setting
	// that refers to a secret is a [Secret].
	Open func(settings map[string]any) (Sender, error)
}

// Sender tells one target. Send returns only when the notices have been taken over for good, or with an error; the caller
// then sends those that were not taken again, so a target sees each at least once, with the same id. An error that is no
// [SendError] says that none was taken and that trying again may help.
type Sender interface {
	Send(ctx context.Context, notices []Notice) error
	Close() error
}

// SendError says how far a Send came and whether trying again can help.
type SendError struct {
	Taken   int           // how many notices, from the first on, were taken
	Refused bool          // the target will not have the next one, whenever it is asked
	After   time.Duration // what the target asked to wait; 0 when it did not say
	Err     error
}

func (e *SendError) Error() string {
	if e.Refused {
		return fmt.Sprintf("refused: %v", e.Err)
	}
	return e.Err.Error()
}

func (e *SendError) Unwrap() error { return e.Err }

// Notice is one committed result on its way out.
type Notice struct {
	ID   string `json:"id"`   // unique and stable; the receiver's idempotency key
	Type string `json:"type"` // "finding", "birth" or "action"
	Data any    `json:"data"` // [Finding], [Birth] or an action
}
