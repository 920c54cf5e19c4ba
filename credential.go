package tabard

import "time"

// CredentialKind is the sort of proof a credential is.
type CredentialKind string

// The kinds of credential.
const (
	CredentialKey         CredentialKind = "key"   // access key, API key, SSH key, deploy key
	CredentialToken       CredentialKind = "token" // bearer token, personal access token, session token
	CredentialPassword    CredentialKind = "password"
	CredentialCertificate CredentialKind = "certificate" // X.509 or SSH certificate
	CredentialSecret      CredentialKind = "secret"      // client secret, secret id, shared secret
	CredentialTrust       CredentialKind = "trust"       // federation: whoever the trusted party vouches for
)

// Credential is what proves an identity. Its value is never kept.
type Credential struct {
	ID          string         `json:"id"` // Tabard's own id
	System      string         `json:"system"`
	Identity    string         `json:"identity"` // id of the identity it proves
	Kind        CredentialKind `json:"kind"`
	NativeID    string         `json:"native_id,omitempty"`   // the public id the system gives it: AKIA…, key id, token name
	Fingerprint string         `json:"fingerprint,omitempty"` // never the value: a hash, or the id that the system shows
	Created     time.Time      `json:"created,omitzero"`
	CreatedBy   string         `json:"created_by,omitempty"` // id of the identity that made it
	Expires     time.Time      `json:"expires,omitzero"`
	NeverEnds   bool           `json:"never_expires,omitempty"` // the record says so; a zero Expires alone means unknown
	LastUsed    time.Time      `json:"last_used,omitzero"`
	LastSource  string         `json:"last_source,omitempty"`
	State       State          `json:"state"`
}

// Birth is the creation of a credential, identity or trust, joined to who made it and the chain behind them.
type Birth struct {
	ID      string     `json:"id"`
	Time    time.Time  `json:"time"`
	Kind    ObjectKind `json:"kind"`
	System  string     `json:"system"`
	Subject string     `json:"subject"` // id of the identity or credential that was born
	Name    string     `json:"name"`    // the subject, for people
	Creator string     `json:"creator"` // id of the creating identity; "unknown" when no record says
	Via     []string   `json:"via"`     // who stood behind the creator, nearest first
	Session string     `json:"session,omitempty"`
	Source  string     `json:"source,omitempty"` // network address
	Origin  string     `json:"origin,omitempty"` // commit or pipeline run, where the record carries one
	Owner   *Owner     `json:"owner"`
	Event   Place      `json:"event"`
}
