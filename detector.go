package tabard

// Behavior is one thing that Tabard looks for, on every log family where it exists. A folder under detectors/ is a behavior.
type Behavior struct {
	ID          string // "credential-created"
	Title       string // "Credential created"
	About       string // what it looks for and why, in a sentence or two
	Severity    Severity
	Remedy      Remedy
	MITRE       []string // "T1098.001"
	NHI         []string // "NHI5", OWASP NHI Top 10 (2025)
	ASI         []string // "ASI03", OWASP Top 10 for Agentic Applications, where identity evidence proves it
	References  []string // public pages on the behavior
	FalseAlarms []string // when it fires on something harmless
	Detectors   []Detector
}

// Detector looks for one behavior in one log family; its id is "behavior.family". Exactly one of Rule and Judge is set.
// Severity, Title and Remedy override those of the behavior where they are set.
type Detector struct {
	Family   string // "aws.cloudtrail"; "any" for a detector over facts alone, whatever the family
	Title    string
	Severity Severity
	Remedy   Remedy

	// Rule is a Sigma rule in YAML over the record's own field names.
	Rule []byte

	// Actions are the values of [Event.Action] that Judge is asked about; "prefix*" and "*suffix" are understood. None means
	// all of them, which only a detector over facts can afford.
	Actions []string

	// Judge looks at one event, what it changed, and the inventory as it was after the change. It must not keep anything
	// between calls: the same input gives the same findings. It sets Summary and may set About, Group, Severity and Remedy;
	// the engine fills in the rest. Detectors that need history look at View.History and stay silent without it.
	Judge func(*Event, []Fact, View) []Finding
}

// FactKind says what changed in the inventory.
type FactKind string

// The kinds of fact.
const (
	FactFirstSeen     FactKind = "first_seen"     // the inventory met an identity for the first time
	FactBirth         FactKind = "birth"          // a credential, identity or trust was created
	FactCredentialUse FactKind = "credential_use" // first use of a credential, or first from a new network: Unusual is how many there are
	FactNewAction     FactKind = "new_action"     // an identity did something for the first time
	FactNewSource     FactKind = "new_source"     // an identity came from a network it never came from
	FactNewAgent      FactKind = "new_agent"      // an identity used a client it never used
	FactOwnerChanged  FactKind = "owner_changed"
	FactKindChanged   FactKind = "kind_changed"
	FactStateChanged  FactKind = "state_changed"
	FactGrantAdded    FactKind = "grant_added"
	FactListed        FactKind = "listed" // a listing shows an identity that is new there, or otherwise than before
	FactGrantRemoved  FactKind = "grant_removed"
	FactOrphaned      FactKind = "orphaned" // an identity lost its owner: Was is the owner, Now who is next, Unusual how sure that is
	FactSilence       FactKind = "silence"  // a place that records come from sends none: Now names it
	FactRefusals      FactKind = "refusals" // the share of its records that are refused has jumped: Now names it
	FactAnomaly       FactKind = "anomaly"  // behavior off the identity's baseline: Was and Now say what was expected and seen
)

// Anomaly is a sort of behavior off an identity's baseline. The comment says what Unusual counts.
type Anomaly string

// The sorts of anomaly.
const (
	AnomalyBurst   Anomaly = "burst"   // far more events in an hour than ever: mean deviations
	AnomalyRamp    Anomaly = "ramp"    // a rate that grew slowly: mean deviations
	AnomalyRefused Anomaly = "refused" // many refused calls: times the usual
	AnomalySpread  Anomaly = "spread"  // many different targets: times the most so far
	AnomalyCadence Anomaly = "cadence" // steady times between events changed: mean deviations
	AnomalyAsleep  Anomaly = "asleep"  // it acts after it was silent for long: days
	AnomalyBirths  Anomaly = "births"  // it makes several credentials or identities within an hour: how many
	AnomalyEnded   Anomaly = "ended"   // a credential works after it was revoked: hours since
	AnomalyTravel  Anomaly = "travel"  // it is in another country too soon: times as fast as may be
	AnomalyHours   Anomaly = "hours"   // it acts when it rests otherwise: active hours for each quarter of a day it is active in
)

// Fact is one thing that changed in the inventory through an event.
type Fact struct {
	Kind     FactKind
	Identity Key // whom it is about
	Birth    *Birth
	Of       Anomaly // of an anomaly: which sort
	Was, Now string
	Cause    string  // of an orphan: "departure" or "faded"
	By       Key     // of an orphan: who departed
	Unusual  float64 // see Anomaly; of new actions, sources and agents: active hours for each known one, 0 while learning
}

// View is the inventory as a detector may see it: read-only, as of the event.
type View interface {
	// History reports whether there is any: false when each record is judged alone.
	History() bool
	// Identity finds an identity by its key.
	Identity(Key) (Identity, bool)
	// Credential finds a credential by its realm and public id or fingerprint.
	Credential(realm, id string) (Credential, bool)
	// OwnerSource reports whether the system has somebody who names owners (tags seen, owners.yaml), so that a missing owner
	// means something.
	OwnerSource(system string) bool
}
