package store

import (
	"context"
	"time"

	"tabard.dev/tabard"
)

// Detection is one thing that a server looks for, with what it gave and cost there.
type Detection struct {
	ID          string          `json:"id"`
	Title       string          `json:"title"`
	Severity    tabard.Severity `json:"severity"`
	Families    []string        `json:"families" doc:"Log families; any for one over what changed in the inventory"`
	LooksFor    string          `json:"looks_for"`
	References  []string        `json:"references"`
	MITRE       []string        `json:"mitre"`
	NHI         []string        `json:"nhi" doc:"OWASP NHI Top 10 (2025)"`
	ASI         []string        `json:"asi" doc:"OWASP Top 10 for Agentic Applications"`
	Remedy      tabard.Remedy   `json:"remedy"`
	FalseAlarms []string        `json:"false_alarms" doc:"When it fires on something harmless"`
	Own         bool            `json:"own" doc:"From the folder of rules that the server was given"`
	Enabled     bool            `json:"enabled"`
	Fixed       bool            `json:"fixed" doc:"Raised by a policy or by Tabard itself: it cannot be turned off here"`
	Off         *SwitchedOff    `json:"off,omitempty" doc:"Who turned it off; absent while it is on"`
	Hits        int64           `json:"hits" doc:"Events in its last 30 days, by the time of the events"`
	Days        []Hour          `json:"days" doc:"The hits by day in UTC; days without any are absent"`
	Hours       []Hour          `json:"hours,omitempty" doc:"The hits by hour; only where one detection is asked for"`
	Cost        DetectionCost   `json:"cost"`
	Page        string          `json:"page,omitempty" doc:"What its folder says of it, in Markdown; only where one detection is asked for"`
}

// SwitchedOff says who turned a detection off.
type SwitchedOff struct {
	By     string    `json:"by"`
	Reason string    `json:"reason"`
	Since  time.Time `json:"since"`
}

// DetectionCost is what a detection cost since judging started, estimated from one evaluation in 256.
type DetectionCost struct {
	Asked int64   `json:"asked" doc:"Events that it was evaluated for: what a rule's index rules out is not asked"`
	Nanos int64   `json:"ns_per_event" doc:"Nanoseconds for each of them; 0 when it was never asked"`
	MS    float64 `json:"ms" doc:"Milliseconds altogether"`
	Share float64 `json:"share" doc:"Of the time that all detections took together, from 0 to 1"`
}

// Rules says what became of the folder of rules that the server was given.
type Rules struct {
	Folder  bool      `json:"folder" doc:"Whether there is one"`
	Rules   int       `json:"rules" doc:"Rules from it that are in force"`
	Loaded  time.Time `json:"loaded" doc:"When the set in force was taken"`
	Problem string    `json:"problem,omitempty" doc:"Why its newest state is not in force; the set before it stays"`
}

// Tried is what a server makes of a record that it does not keep.
type Tried struct {
	Records []TriedRecord  `json:"records"`
	Refused []TriedRefusal `json:"refused"`
}

// TriedRecord is a record judged by itself: nothing is known of what came before.
type TriedRecord struct {
	Family   string           `json:"family"`
	Time     time.Time        `json:"time"`
	Action   string           `json:"action"`
	Outcome  tabard.Outcome   `json:"outcome"`
	Actor    string           `json:"actor" doc:"Whose permissions were used, as the record names them"`
	Record   string           `json:"record" doc:"The record with its secrets cut out"`
	Findings []tabard.Finding `json:"findings"`
}

// TriedRefusal is a record that would not be accepted.
type TriedRefusal struct {
	Record int    `json:"record" doc:"From 1"`
	Line   int    `json:"line,omitempty"`
	Reason string `json:"reason"`
}

// DetectionReader is the catalogue of a running server.
type DetectionReader interface {
	// Detections lists them by id. It sorts by id, severity, hits and cost.
	Detections(context.Context, Query) (Page[Detection], error)
	Detection(ctx context.Context, id string) (Detection, error)
	Rules() Rules
	// Try judges records by themselves, and keeps nothing of them. A family of "" is told from each record.
	Try(ctx context.Context, family, records string) (Tried, error)
}
