package store

import (
	"context"
	"time"

	"tabard.dev/tabard"
)

// Event is one event as the index keeps it and the API shows it: compact, with the record left on the log.
type Event struct {
	ID         string          `json:"id"`
	Time       time.Time       `json:"time"`
	System     string          `json:"system"`
	Family     string          `json:"family"`
	Action     string          `json:"action"`
	Outcome    tabard.Outcome  `json:"outcome"`
	Actor      EventActor      `json:"actor"`
	Credential string          `json:"credential"` // id or fingerprint, as the record names it
	Targets    []tabard.Target `json:"targets"`
	Source     string          `json:"source"`
	UserAgent  string          `json:"user_agent"`
	LogSeq     uint64          `json:"log_seq"`
	Index      int             `json:"index"`
}

// EventActor is who did it.
type EventActor struct {
	Identity string   `json:"identity"` // id of the identity; "" where the record names nobody
	Session  string   `json:"session"`
	Via      []string `json:"via"` // ids of those behind it, nearest first
}

// EventReader is the index of events and the way from one to its record.
type EventReader interface {
	Events(context.Context, Query) (Page[Event], error)
	Event(ctx context.Context, id string) (Event, error)
	// Activity counts what an identity did between two times, the zero time standing for no bound.
	Activity(ctx context.Context, identity string, since, until time.Time) (Activity, error)
	// Record gives the record of an event, its secrets cut out. A record that retention took is [ErrNotFound].
	Record(ctx context.Context, id string) (tabard.Record, error)
}
