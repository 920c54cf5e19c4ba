package tabard

import "context"

// Sink is a kind of place that Tabard tells its results to.
type Sink struct {
	Name string // "webhook"
	// Open makes a sender from the settings of one configured sink. It does no I/O beyond checking the settings.
	Open func(settings map[string]any) (Sender, error)
}

// Sender tells one target. Send returns only when the notices have been taken over for good, or with an error; the caller
// then sends the same notices again, so a target sees each at least once, with the same id.
type Sender interface {
	Send(ctx context.Context, notices []Notice) error
	Close() error
}

// Notice is one committed result on its way out.
type Notice struct {
	ID   string `json:"id"`   // unique and stable; the receiver's idempotency key
	Type string `json:"type"` // "finding", "birth" or "action"
	Data any    `json:"data"` // [Finding], [Birth] or an action
}
