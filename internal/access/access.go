// Package access says who may ask the API for what: named tokens that expire, each with one of three roles. It stands in
// front of every route of internal/httpapi and changes nothing but its own tokens.
//
// It promises that a token's text is never kept (only a SHA-256 of it), that a revoked token is refused from the moment
// the revocation returns, also after a crash, and that nobody can make a token that may do more than their own.
package access

import (
	"context"
	"errors"
	"time"
)

// Role is what a token may do. Each role may do all that the ones before it may.
type Role string

// The roles.
const (
	None     Role = ""         // nobody in particular
	Viewer   Role = "viewer"   // read
	Operator Role = "operator" // send records, and say things: close, snooze, assign
	Admin    Role = "admin"    // everything, tokens and the audit trail included
)

// Rank orders the roles: 0 for nobody, 3 for admin, -1 for what is no role.
func (r Role) Rank() int {
	switch r {
	case None:
		return 0
	case Viewer:
		return 1
	case Operator:
		return 2
	case Admin:
		return 3
	}
	return -1
}

// Covers reports whether somebody of this role may do what another role may.
func (r Role) Covers(other Role) bool { return other.Rank() >= 0 && r.Rank() >= other.Rank() }

// Caller is who makes a call, once proven.
type Caller struct {
	ID      string // of the token
	Name    string
	Role    Role
	Expires time.Time
}

// Token is what is kept of a token, without what would prove it.
type Token struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	Role      Role      `json:"role" enum:"viewer,operator,admin"`
	Created   time.Time `json:"created"`
	CreatedBy string    `json:"created_by"` // id of the creating token; "start" for one the server made
	Expires   time.Time `json:"expires"`
	LastUsed  time.Time `json:"last_used,omitzero"` // to the minute
	Revoked   time.Time `json:"revoked,omitzero"`
	RevokedBy string    `json:"revoked_by,omitempty"`
}

// Live reports whether the token is good at a time.
func (t Token) Live(now time.Time) bool { return t.Revoked.IsZero() && now.Before(t.Expires) }

// Row is a token as the store keeps it.
type Row struct {
	Token
	Hash [32]byte // SHA-256 of the token's text, which holds 256 random bits
}

// Store keeps the tokens. What Add and Revoke were told is on disk when they return.
type Store interface {
	Tokens(context.Context) ([]Row, error)
	AddToken(context.Context, Row) error
	RevokeTokens(ctx context.Context, ids []string, at time.Time, by string) error
	TouchTokens(ctx context.Context, used map[string]time.Time) error
}

// ErrDenied reports a token that is unknown, wrong, expired or revoked; it never says which. The API answers 401.
var ErrDenied = errors.New("no valid token")

// ErrAbove reports that the caller's role does not reach. The API answers 403.
var ErrAbove = errors.New("above your own role")

// ErrNotFound reports that there is no such token that the caller may see. The API answers 404.
var ErrNotFound = errors.New("no such token")

// BadRequestError reports a name, role or lifetime that cannot be. The API answers 422.
type BadRequestError struct{ Field, Why string }

func (e *BadRequestError) Error() string { return e.Field + ": " + e.Why }
