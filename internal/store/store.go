// Package store says what the engine keeps in its database and how the API reads it. The rows are written behind the log:
// the pipeline commits inventory, findings, births, outbox and the log position in one transaction (see Committer in
// internal/pipeline); everybody else only reads.
package store

import (
	"context"
	"errors"
	"time"

	"tabard.dev/tabard"
)

// ErrNotFound reports that there is no row with that id. The API answers 404.
var ErrNotFound = errors.New("not found")

// BadQueryError reports a filter, sort or cursor that the list does not have. The API answers 422 with the message.
type BadQueryError struct{ Field, Why string }

func (e *BadQueryError) Error() string { return e.Field + ": " + e.Why }

// Query asks for one page of a list.
type Query struct {
	Filters map[string]string // by the names that [Filters] gives for the list; "" values are ignored
	Sort    string            // "" for the list's default; a leading "-" reverses
	Limit   int               // 1 to 1000; 0 means 100
	Cursor  string            // from the page before
}

// Page is one page of a list.
type Page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty"` // "" on the last page
}

// Stats are exact counts as of the log position.
type Stats struct {
	Events struct {
		Accepted   int64 `json:"accepted"`
		Rejected   int64 `json:"rejected"`
		Duplicates int64 `json:"duplicates"`
	} `json:"events"`
	Identities  int64 `json:"identities"`
	Credentials int64 `json:"credentials"`
	Births      int64 `json:"births"`
	Findings    int64 `json:"findings"`
	LagMS       int64 `json:"lag_ms"`
}

// System is a thing Tabard is connected to, with what it knows of its own blindness.
type System struct {
	Name               string    `json:"name"`
	Connector          string    `json:"connector"`
	Realm              string    `json:"realm"`
	State              string    `json:"state"` // live, stale, silent, failing
	LastRecord         time.Time `json:"last_record,omitzero"`
	LastListing        time.Time `json:"last_listing,omitzero"`
	LagMS              int64     `json:"lag_ms"`
	Gaps               []string  `json:"gaps"`
	MissingPermissions []string  `json:"missing_permissions"`
	Records            int64     `json:"records"`
}

// Refused is a record that was not accepted, with the reason; its secrets are cut out and it is cut to 4 KiB.
type Refused struct {
	ID     int64     `json:"id"`
	Time   time.Time `json:"time"`
	Source string    `json:"source"`
	Family string    `json:"family,omitempty"`
	Record int       `json:"record"`
	Line   int       `json:"line,omitempty"`
	Reason string    `json:"reason"`
	Text   string    `json:"text"`
}

// Outgoing is a committed result waiting for its readers, in commit order.
type Outgoing struct {
	Position int64 // from 1, growing
	Notice   tabard.Notice
}

// Reader is what the API and the sinks read.
type Reader interface {
	Identities(context.Context, Query) (Page[tabard.Identity], error)
	Identity(ctx context.Context, id string) (tabard.Identity, error)
	Credentials(context.Context, Query) (Page[tabard.Credential], error)
	Credential(ctx context.Context, id string) (tabard.Credential, error)
	Births(context.Context, Query) (Page[tabard.Birth], error)
	Birth(ctx context.Context, id string) (tabard.Birth, error)
	Grants(context.Context, Query) (Page[tabard.Grant], error)
	Grant(ctx context.Context, id string) (tabard.Grant, error)
	Findings(context.Context, Query) (Page[tabard.Finding], error)
	Finding(ctx context.Context, id string) (tabard.Finding, error)
	Systems(context.Context, Query) (Page[System], error)
	System(ctx context.Context, name string) (System, error)
	Refused(context.Context, Query) (Page[Refused], error)
	Stats(context.Context) (Stats, error)
	// The facets of lists, under the lists' own filters.
	IdentityFacets(ctx context.Context, filters map[string]string) (Facets, error)
	CredentialFacets(ctx context.Context, filters map[string]string) (Facets, error)
	BirthFacets(ctx context.Context, filters map[string]string) (Facets, error)
	FindingFacets(ctx context.Context, filters map[string]string) (Facets, error)
	// Overview counts what there is, and the births since a time by hour.
	Overview(ctx context.Context, since time.Time) (Overview, error)
	// Outbox gives committed results after a position, oldest first.
	Outbox(ctx context.Context, after int64, limit int) ([]Outgoing, error)
	// OutboxBounds gives the first position still kept and the last one given out; 0, 0 when there was never one. A reader
	// whose position lies before first-1 has missed something and must say so.
	OutboxBounds(ctx context.Context) (first, last int64, err error)
}
