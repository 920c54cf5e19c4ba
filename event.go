package tabard

import "time"

// Outcome says how an action ended. A log that does not say gives unknown, never a guess.
type Outcome string

// The outcomes.
const (
	OutcomeUnknown Outcome = "unknown"
	OutcomeSuccess Outcome = "success"
	OutcomeFailure Outcome = "failure" // refused or failed
)

// Place points at a record: its own id where it has one, and where it stands. A record from a file has File and Record; a
// record on a server's log has Seq and Index.
type Place struct {
	Event  string `json:"event,omitempty"`
	File   string `json:"file,omitempty"`
	Record int    `json:"record,omitempty"` // from 1, refused records included
	Seq    uint64 `json:"log_seq,omitempty"`
	Index  int    `json:"index"` // in its batch, from 0; meaningful only with Seq
}

// Target is what an action was done to.
type Target struct {
	Type string `json:"type"` // the system's own word: "AWS::IAM::User", "serviceaccounts", "role"
	ID   string `json:"id"`   // native id, as exact as the record gives it
	Name string `json:"name,omitempty"`
}

// Session is the login or role session an action was part of.
type Session struct {
	ID      string    `json:"id,omitempty"`
	Started time.Time `json:"started,omitzero"`
	MFA     *bool     `json:"mfa,omitempty"` // nil where the record does not say
}

// Event is one record in Tabard's words.
type Event struct {
	Place
	Time   time.Time // UTC; when it happened, by the system that wrote it
	Family string
	System string // configured name of the system; the realm where none is configured
	Realm  string

	Action  string // in the system's own words: "iam:CreateAccessKey", "create serviceaccounts/token", "CREATE ROLE"
	Outcome Outcome
	Error   string // the system's own code, where there is one
	Message string // the system's own words on the error

	Actor      Actor   // whose permissions were used
	Via        []Actor // who stood behind the actor, nearest first: assumed by, impersonated by, invoked by
	Session    Session
	Credential CredentialRef // what the actor proved itself with
	Targets    []Target
	Source     string // network address, as the record gives it
	UserAgent  string
	Origin     string            // commit or pipeline run behind it, where the record carries one
	Labels     map[string]string // tags and labels in the record that speak of ownership or purpose
	Details    map[string]string // request details worth reading, few and short

	Changes []Change // what it did to identities, credentials and grants
	Future  bool     // dated more than ten minutes after it was received: kept, but moves no watermark

	Record Record // the record itself, after its secrets were cut out
}

// CredentialRef is a credential as one record names it.
type CredentialRef struct {
	Kind        CredentialKind `json:"kind,omitempty"`
	ID          string         `json:"id,omitempty"` // public id
	Fingerprint string         `json:"fingerprint,omitempty"`
	Created     time.Time      `json:"created,omitzero"`
	Expires     time.Time      `json:"expires,omitzero"`
	NeverEnds   bool           `json:"never_expires,omitempty"`

	// Session marks what proves one session of an identity and ends with it, within hours. It is kept, but issuing it is no
	// birth: the right to it was born before, as a grant or a trust.
	Session bool `json:"session,omitempty"`
}

// IsZero reports whether the record named no credential.
func (c CredentialRef) IsZero() bool { return c.ID == "" && c.Fingerprint == "" }

// Verb is what happened to an object.
type Verb string

// The verbs of a [Change].
const (
	Created  Verb = "created"
	Deleted  Verb = "deleted"
	Enabled  Verb = "enabled"
	Disabled Verb = "disabled"
	Updated  Verb = "updated"
	Granted  Verb = "granted"
	Revoked  Verb = "revoked"
)

// ObjectKind is the sort of thing that was changed or born.
type ObjectKind string

// The kinds of object.
const (
	ObjectIdentity   ObjectKind = "identity"
	ObjectCredential ObjectKind = "credential"
	ObjectTrust      ObjectKind = "trust" // somebody else may now vouch for, or become, the identity
	ObjectGrant      ObjectKind = "grant"
)

// Change is what an event did to an identity, a credential, a trust or a grant. An event that failed has its changes too:
// what was tried. Only the changes of an event that did not fail reach the inventory.
type Change struct {
	Verb       Verb
	Object     ObjectKind
	Identity   Actor         // whom it is about: the new identity, the holder of the credential, the grantee
	Credential CredentialRef // for credentials
	Grant      GrantRef      // for grants and trusts
	Hint       bool          // the record announces the change but does not prove it, such as a statement logged before it ran
}

// GrantRef is a grant or a trust as one record names it. One that is taken back may leave empty what the record does not name:
// every grant that has the rest is meant, such as all that came via an inline policy.
type GrantRef struct {
	Permission string // role, policy or permission; for a trust what the trusted party may do
	Resource   string // what it is on; for a trust the trusted party ("*" for anybody)
	Via        string // role, policy, group or binding that carries it
	Admin      bool   // it amounts to control over everything in its scope
	Public     bool   // anybody may use it, without proof or with any account
}

// SetRealm gives the event, and those in it whose realm no record named, a realm.
func (e *Event) SetRealm(realm string) {
	e.Realm = realm
	if e.Actor.Realm == "" {
		e.Actor.Realm = realm
	}
	for i := range e.Via {
		if e.Via[i].Realm == "" {
			e.Via[i].Realm = realm
		}
	}
	for i := range e.Changes {
		if a := &e.Changes[i].Identity; a.Realm == "" {
			a.Realm = realm
		}
	}
}

// Clear empties the event and keeps the room of its lists and maps, so that one event can be filled again and again. Who keeps
// a list or a map of an event keeps a copy.
func (e *Event) Clear() {
	clear(e.Labels)
	clear(e.Details)
	*e = Event{Via: e.Via[:0], Targets: e.Targets[:0], Changes: e.Changes[:0], Labels: e.Labels, Details: e.Details}
}
