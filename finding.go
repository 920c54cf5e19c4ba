package tabard

import "time"

// Severity says how bad a finding is.
type Severity string

// The severities, from least to worst.
const (
	Info     Severity = "info"
	Low      Severity = "low"
	Medium   Severity = "medium"
	High     Severity = "high"
	Critical Severity = "critical"
)

// Rank orders severities: 0 for info to 4 for critical, -1 for anything else.
func (s Severity) Rank() int {
	switch s {
	case Info:
		return 0
	case Low:
		return 1
	case Medium:
		return 2
	case High:
		return 3
	case Critical:
		return 4
	}
	return -1
}

// Remedy says what to do about a finding.
type Remedy string

// The remedies.
const (
	RemedyNone       Remedy = "none"
	RemedyRotate     Remedy = "rotate"
	RemedyNarrow     Remedy = "narrow"
	RemedyQuarantine Remedy = "quarantine"
	RemedyRetire     Remedy = "retire"
	RemedyReview     Remedy = "review"
	RemedyNotify     Remedy = "notify"
)

// FindingState is where a finding is in its handling.
type FindingState string

// The states of a finding.
const (
	FindingOpen     FindingState = "open"
	FindingSnoozed  FindingState = "snoozed"
	FindingExempted FindingState = "exempted"
	FindingClosed   FindingState = "closed"
)

// IdentityRef names an identity in a finding.
type IdentityRef struct {
	ID     string `json:"id"`
	Kind   Kind   `json:"kind"`
	Name   string `json:"name"`
	System string `json:"system"`
}

// Finding is a judgement that something is wrong. Its id is a hash of detection, identity, group key and the first evidence
// in log order: the same log gives the same ids, and later evidence changes count, first and last, never the id.
type Finding struct {
	ID        string       `json:"id"`
	Detection string       `json:"detection"`
	Severity  Severity     `json:"severity"`
	State     FindingState `json:"state"`
	Time      time.Time    `json:"time"` // event time of the first evidence in log order
	First     time.Time    `json:"first"`
	Last      time.Time    `json:"last"`
	Count     int64        `json:"count"`
	Identity  IdentityRef  `json:"identity"`
	Owner     *Owner       `json:"owner"`
	Summary   string       `json:"summary"`
	Evidence  []Place      `json:"evidence"`
	MITRE     []string     `json:"mitre"`
	NHI       []string     `json:"nhi"`
	Remedy    Remedy       `json:"remedy"`

	// Group is what makes two findings of one detection and identity the same finding. It is set by the detector.
	Group string `json:"-"`
	// About is the identity the finding is about, where that is not the event's actor. It is set by the detector.
	About Key `json:"-"`
}
