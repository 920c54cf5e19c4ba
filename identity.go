package tabard

import "time"

// Kind says what sort of principal an identity is. It is judged, with evidence; see [Judged].
type Kind string

// The kinds of identity. Unknown is an honest answer and is never read as harmless.
const (
	KindUnknown  Kind = "unknown"
	KindAgent    Kind = "agent"    // an AI agent: a model decides what it does
	KindWorkload Kind = "workload" // a running program: pod, instance, function, pipeline
	KindService  Kind = "service"  // an account made for programs, wherever they run
	KindHuman    Kind = "human"
)

// Key identifies an identity: the exact pair of the realm (account, cluster, tenant or instance that the record itself
// names) and the native id in it (ARN, user name, object id). No part is case-folded, trimmed or otherwise changed.
type Key struct {
	Realm string `json:"realm"`
	ID    string `json:"native_id"`
}

// IsZero reports whether the key names nobody.
func (k Key) IsZero() bool { return k.ID == "" }

// Actor is a principal as one record names it.
type Actor struct {
	Key
	Name string `json:"name,omitempty"` // for people to read; the native id where the record gives no name
	Type string `json:"type,omitempty"` // the system's own word: AssumedRole, ServiceAccount, Integration
	Kind Kind   `json:"kind,omitempty"` // what the record itself declares; unknown when it does not say
}

// Evidence is one reason for a judgement.
type Evidence struct {
	What   string  `json:"what"`             // "user agent claude-code/2.1"
	Weight float64 `json:"weight"`           // how much it counts, 0 to 1; against when negative
	Source string  `json:"source,omitempty"` // where it was seen: an event, a tag, a line of owners.yaml
}

// Judged is the kind of an identity with the evidence for it.
type Judged struct {
	Value      Kind       `json:"value"`
	Confidence float64    `json:"confidence"` // 0 to 1
	Evidence   []Evidence `json:"evidence"`
}

// Owner is the accountable human or team of an identity.
type Owner struct {
	ID         string     `json:"id"` // "team:payments", "user:alice@example.com"
	Confidence float64    `json:"confidence"`
	Evidence   []Evidence `json:"evidence,omitempty"`
}

// Risk is a score of 0 to 100 that is the sum of its parts.
type Risk struct {
	Score int        `json:"score"`
	Parts []RiskPart `json:"parts"`
}

// RiskPart is one addend of a risk score.
type RiskPart struct {
	What   string `json:"what"`
	Points int    `json:"points"`
}

// Identity is a principal in a system, as the inventory knows it.
type Identity struct {
	ID          string    `json:"id"` // Tabard's own id, derived from the key and the incarnation
	System      string    `json:"system"`
	Realm       string    `json:"realm"`
	NativeID    string    `json:"native_id"`
	Name        string    `json:"name"`
	Kind        Judged    `json:"kind"`
	Owner       *Owner    `json:"owner"`
	Risk        Risk      `json:"risk"`
	State       State     `json:"state"`
	Incarnation int       `json:"incarnation"` // 1, then one more for each re-creation under the same key
	FirstSeen   time.Time `json:"first_seen"`
	LastSeen    time.Time `json:"last_seen"`
	CreatedBy   string    `json:"created_by,omitempty"` // id of the identity that made it
	Credentials int       `json:"credentials"`
	Grants      int       `json:"grants"`
	Findings    int       `json:"findings"`
	Links       []Link    `json:"links,omitempty"` // of one identity that is asked for, not of lists
}

// Link says that another identity is the same human or program, in another system.
type Link struct {
	Identity   string     `json:"identity"` // its id
	System     string     `json:"system"`
	Name       string     `json:"name"`
	Kind       Kind       `json:"kind"`
	Confidence float64    `json:"confidence"` // 0 to 1
	Evidence   []Evidence `json:"evidence"`
	CutBy      string     `json:"cut_by,omitempty"` // who said that it is wrong: then it counts for nothing
}

// Key gives the identity's key.
func (i Identity) Key() Key { return Key{Realm: i.Realm, ID: i.NativeID} }

// State is where an identity or a credential is in its life.
type State string

// The states of identities (all but revoked and expired) and credentials (active, disabled, revoked, expired).
const (
	StateDiscovered  State = "discovered"
	StateClaimed     State = "claimed"
	StateChartered   State = "chartered"
	StateActive      State = "active"
	StateDormant     State = "dormant"
	StateQuarantined State = "quarantined"
	StateRetired     State = "retired"
	StateDisabled    State = "disabled"
	StateRevoked     State = "revoked"
	StateExpired     State = "expired"
)
