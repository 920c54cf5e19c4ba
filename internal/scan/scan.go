// Package scan judges audit records in files, with no server and nothing kept: the same stages as the pipeline, from
// recognizing a record to its findings, in memory.
//
// Records are judged in event-time order as far as a bounded window can tell: files are merged by time, and what still
// comes late is judged on arrival and counted. Every record is judged and counted; a bad one is reported and costs only
// itself. The same files give the same findings.
package scan

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"tabard.dev/tabard/internal/normalize"
)

// Options say what to read and how.
type Options struct {
	Paths  []string // files, folders, or "-"
	Stdin  io.Reader
	Source string // log family; "" to tell it from each record

	// InputOrder hands out records as they stand in the files, one file after the other, instead of by event time.
	InputOrder bool

	Set      *normalize.Set
	Redactor *normalize.Redactor
	Now      time.Time // when the records are received; what is dated later is marked

	Refused  func(Refusal)  // told of each bad record
	Progress func(Progress) // told now and then; may be nil

	// Limits. Zero values mean the defaults.
	Window  int64 // bytes of records held to put them in order; 64 MiB
	Streams int   // files merged at once; 48
	Limits  normalize.Limits
}

// Refusal is one record that was not accepted.
type Refusal struct {
	File   string
	Line   int // physical line the record starts on; 0 when unknown
	Record int // number in the file; 0 when the file itself could not be read
	Why    error
}

func (r Refusal) String() string {
	switch {
	case r.Line > 0:
		return fmt.Sprintf("%s:%d: %v", r.File, r.Line, r.Why)
	case r.Record > 0:
		return fmt.Sprintf("%s: record %d: %v", r.File, r.Record, r.Why)
	default:
		return fmt.Sprintf("%s: %v", r.File, r.Why)
	}
}

// Progress says how far a scan is.
type Progress struct {
	Records      int64
	Bytes, Total int64 // as on disk; Total is 0 for standard input
	Since        time.Duration
}

// Counts sum up a scan.
type Counts struct {
	Read, Accepted, Rejected int64
	Late                     int64 // judged after a record of a later time, because the window was too small
}

// ErrNothing reports input that could not be read at all.
var ErrNothing = errors.New("nothing could be read")

// Run reads the records and calls judge with each that is accepted, in order. The item is valid during the call.
func Run(ctx context.Context, o Options, judge func(*normalize.Item) error) (Counts, error) {
	files, err := expand(o.Paths)
	if err != nil {
		return Counts{}, err
	}
	r := newRun(ctx, o, size(files))
	defer r.cancel()
	next := r.inOrderOfInput(files)
	if !o.InputOrder {
		next = r.byTime(files)
	}
	err = r.decodeAll(next, judge)
	counts := r.counts()
	if err == nil {
		err = r.failed()
	}
	if err == nil && counts.Read == 0 && r.unreadable > 0 && r.unreadable == len(files) {
		err = ErrNothing
	}
	return counts, err
}
