// Package bus is the log: the durable, ordered, append-only list of everything that was put into Tabard. Records, listings,
// clock ticks and what people said are on it; what is judged from them is not, so judging can be repeated.
//
// It sits between stages 1 and 2. It promises that a batch whose Append returned is on disk and will be read, whole and in
// order, until it is pruned; a damaged or missing batch is an error that names the sequence, never silence.
package bus

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"
)

// Kind says what a batch carries.
type Kind uint8

// The kinds of batch.
const (
	Records Kind = iota + 1 // raw audit records of one family and system, secrets cut out
	Listing                 // what a connector listed, one JSON document a record
	Tick                    // the clock, once a minute; no records
	Said                    // what people said (assign, close, exempt, approve), one JSON document a record; kept for ever
)

// Limits of the log. A record over SoloSize travels in a batch of its own; one over MaxRecord is refused before it gets here.
const (
	MaxBatch   = 256 << 10
	MaxRecords = 1000
	SoloSize   = 128 << 10
	MaxRecord  = 1 << 20
)

// Batch is one entry of the log.
type Batch struct {
	Seq      uint64     // from 1, without a gap; set by Append
	Kind     Kind       //
	Family   string     // for Records
	System   string     // the source's configured or given name; "" when the records' own realms name it
	Source   string     // where it was read from, for Cursor: "file:/var/log/x.json"; "" for HTTP
	Cursor   string     // how far Source was read when this batch was complete; opaque to the log; "" does not move it
	Appended time.Time  // UTC, microseconds, not before the batch ahead; set by Append
	IDs      [][16]byte // dedupe id of each record, for rebuilding the dedupe set; zero for a record without an id of its own
	Records  [][]byte

	// What was not taken while this batch was filled, so that counts are exact after a crash and a source's refused share can
	// be judged again. A batch may hold only these.
	Refused    uint32
	Duplicates uint32
}

// ErrFull reports that the disk has no room. Callers answer 429 or 503, keep what they have, and try again.
var ErrFull = errors.New("log: no space left")

// ErrReadOnly reports that the log cannot be written. Callers stop accepting and say so in readiness.
var ErrReadOnly = errors.New("log: not writable")

// DamageError reports batches that the log had acknowledged and cannot give back. Judging stops at it until an operator
// passes the range explicitly or the source is read again.
type DamageError struct {
	From, To uint64 // inclusive
	Why      string
}

// Log is the contract; bustest.Run is its suite.
type Log interface {
	// Append makes the batches durable, all or none, in order, and sets their Seq and Appended.
	Append(ctx context.Context, batches ...*Batch) error
	// Read gives the batches from a sequence on that are there now, in order, and ends. It does not wait.
	Read(ctx context.Context, from uint64) iter.Seq2[*Batch, error]
	// Headers is Read without the records, for rebuilding the dedupe set and for pruning.
	Headers(ctx context.Context, from uint64) iter.Seq2[*Batch, error]
	// Wait returns when a batch after the sequence exists, or the context ends.
	Wait(ctx context.Context, after uint64) error
	// Bounds gives the first and last sequence kept; 0, 0 when there was never one.
	Bounds() (first, last uint64)
	// Cursors gives the newest cursor of each source.
	Cursors(ctx context.Context) (map[string]string, error)
	// Prune drops the batches before a sequence; Said batches and the newest batch stay.
	Prune(ctx context.Context, before uint64) error
	// Check tells what keeps the log from its promise now: ErrFull, ErrReadOnly, or a DamageError for what was missing when it
	// was opened; nil when all is well. It tries a write, at most twice a second. Readiness asks it.
	Check(ctx context.Context) error
	// Size gives the bytes on disk.
	Size(ctx context.Context) (int64, error)
	Close() error
}

func (e *DamageError) Error() string {
	return fmt.Sprintf("log: batches %d to %d are damaged: %s", e.From, e.To, e.Why)
}
