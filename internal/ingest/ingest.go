// Package ingest takes in raw audit records. Stage 1 of 6: it finds the records in what was sent or in files that grow, has
// each checked and its secrets cut out, leaves out those that are on the log already, and puts the others on the log in batches.
//
// It promises that a record it counts as accepted is on disk, that one it refuses is counted with a reason, and that sending
// anything again after a failure is safe for records with an id of their own. It holds a bounded number of bytes: over that it
// says [BusyError] and drops nothing it has accepted.
package ingest

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/handover"
	"tabard.dev/tabard/internal/normalize"
)

// Parser is what ingest needs to know of log families.
type Parser interface {
	// Known gives an error when there is no family of that name.
	Known(family string) error
	// Split finds the records in a stream of a family, "" when it is not known. A piece with an error is a record that is
	// refused already; an error with line 0 ends the stream.
	Split(family string, r io.Reader) iter.Seq2[tabard.Piece, error]
	// Admitter gives one for a goroutine.
	Admitter() Admitter
}

// Admitter looks at single records, in one goroutine at a time.
type Admitter interface {
	// Guess tells the family of a record; source is the family that its source is said to be of, "" when nobody says, and
	// before the family of the record before it. The error says why it cannot be told. It may decode into the item.
	Guess(source, before string, record []byte, item *normalize.Item) (family string, err error)
	// Unwrap gives the records in an envelope, or the record itself.
	Unwrap(family string, record []byte) [][]byte
	// Admit decodes a record into the item, whose event has the record as it may be stored, its secrets cut out. The id is a
	// hash of family, realm and the record's own id; zero for a record without one. The error is the reason why it is refused.
	Admit(family string, record []byte, received time.Time, item *normalize.Item) (id [16]byte, err error)
	// Conceal cuts secrets out of a record that was refused, or its start; the family may be "".
	Conceal(family string, record []byte) []byte
	// Mask cuts secrets out of any text.
	Mask(text []byte) []byte
}

// Origin says where records come from.
type Origin struct {
	Family string // "" to tell it from each record
	System string // the source's configured or given name; "" when the records' own realms name it
	Source string // what Cursor is about; "" for HTTP
}

// Result counts what became of the records of one delivery.
type Result struct {
	Accepted   int
	Rejected   int
	Duplicates int
	Errors     []RecordError // at most MaxErrors
}

// RecordError says why a record was refused.
type RecordError struct {
	Record int    `json:"record"` // its number in the delivery, from 1
	Line   int    `json:"line,omitempty"`
	Reason string `json:"reason"`
}

// MaxErrors bounds Result.Errors; Rejected counts all.
const MaxErrors = 100

// BusyError reports that the bytes in flight are at their bound. Callers answer 429 and keep what they have.
type BusyError struct{ RetryAfter time.Duration }

func (e *BusyError) Error() string {
	return fmt.Sprintf("too much is on its way to the log; try again in %s", e.RetryAfter)
}

// StreamError reports input that ended badly: a body cut short, a broken gzip stream. What came before it in whole chunks is
// counted in the result.
type StreamError struct{ Err error }

func (e *StreamError) Error() string { return "read records: " + e.Err.Error() }

func (e *StreamError) Unwrap() error { return e.Err }

// FamilyError reports a family that nobody knows. Callers answer 422.
type FamilyError struct{ Err error }

func (e *FamilyError) Error() string { return e.Err.Error() }

func (e *FamilyError) Unwrap() error { return e.Err }

// ErrClosed reports that the receiver is shutting down.
var ErrClosed = errors.New("ingest: closed")

// Config is what a receiver needs. Numbers that are 0 stand for their defaults.
type Config struct {
	Log    bus.Log
	Parser Parser
	Keeper Keeper // nil to keep refused records in memory only
	Logger *slog.Logger

	Handover *handover.Handover // to judging; nil where it reads the log

	InFlight int // bytes of records that may be on their way to the log; 64 MiB
	Remember int // ids remembered for dedupe; 4 Mi
}

// Sizes of a chunk: what one delivery sends to the log at a time, all or nothing.
const (
	chunkBytes   = 4 << 20
	chunkRecords = 16 * bus.MaxRecords
)

const (
	defaultInFlight = 64 << 20
	defaultRemember = 4 << 20
)
