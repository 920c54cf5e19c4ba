package store

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/inventory"
)

// Commit is everything that judging a stretch of the log gave. It is written in one transaction, with the position: what is
// in the lists and how far the log was judged never differ. Writing the same commit twice changes nothing.
type Commit struct {
	Position  Position
	Counters  Counters
	Inventory *inventory.Rows
	Findings  []FindingRow
	Evidence  []EvidenceRow
	Outbox    []OutboxRow
	Windows   []WindowRow
	Sources   []SourceRow
	Said      []SaidRow
}

// Position is how far the log was judged.
type Position struct {
	Seq      uint64
	Appended int64 // µs; of the batch with that sequence
}

// Anew is the append time of the position in a store that an operator had made anew: a log that has lost its beginning is
// judged from where it begins.
const Anew = int64(-1)

// Counters are exact as of the position.
type Counters struct {
	Accepted, Rejected, Duplicates int64
	Unreadable                     int64 // records on the log that are no longer understood
	Identities, Credentials        int64
	Births, Findings               int64
	Outbox                         int64 // the last position given out
}

// FindingRow is a finding with what is kept beside it.
type FindingRow struct {
	N       int64 // from 1 without gaps, and the same at every replay
	Whole   bool  // more changed than First, Last, Count and its evidence, or it is new
	Finding tabard.Finding
	Snoozed int64  // µs, until then; 0 for not
	Reason  string // what was said last
	SaidBy  string
}

// EvidenceRow is one piece of evidence. While its record is on the log, the row points there; before the log drops it, it is
// copied, see internal/pipeline.KeepEvidence.
type EvidenceRow struct {
	N      int64 // of its finding
	Slot   int64
	Time   int64 // µs
	Family string
	Place  tabard.Place
	Copied bool   // Record is the copy; else the record is on the log
	Cut    bool   // the record is longer than its copy, or was lost
	Record []byte // at most MaxCopy
}

// MaxCopy bounds the copy of a record that is kept as evidence.
const MaxCopy = 64 << 10

// OutboxRow is a result on its way out.
type OutboxRow struct {
	Position int64
	ID       string
	Type     string // "finding", "birth", "action"
	Time     int64  // µs; append time of the batch it came of
	Birth    int64  // number of the birth that it tells of, counted as Counters.Births does; 0 for none
	Data     []byte // JSON, as it is now; none for a birth, which does not change
}

// WindowRow is what a detection remembers between events, opaque to the store. A nil state deletes it.
type WindowRow struct {
	Name  string
	State []byte
}

// SourceRow is what is remembered of a place that records come from.
type SourceRow struct {
	N     int64
	Name  string
	State []byte // JSON
}

// SaidRow is something that a person said.
type SaidRow struct {
	Seq   uint64
	Index int64
	Time  int64 // µs
	About string
	Doc   []byte // JSON
}

// Loading takes what was committed, at start. Each function may be nil and is called in the order of the row numbers.
type Loading struct {
	Inventory *inventory.State
	Finding   func(FindingRow)
	Window    func(name string, state []byte) error
	Source    func(SourceRow) error
}
