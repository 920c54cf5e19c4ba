package normalize

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"

	"tabard.dev/tabard"
)

// Limits bound what is read from a stream. The zero value means the defaults.
type Limits struct {
	Record int // bytes of one record; 1 MiB
}

func (l Limits) record() int {
	if l.Record > 0 {
		return l.Record
	}
	return 1 << 20
}

// TooLargeError reports a record over the limit. The stream goes on after it.
type TooLargeError struct{ Size, Limit int }

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("record of %d bytes is over the limit of %d", e.Size, e.Limit)
}

// envelopes are the names that exports give to an array of records: CloudTrail (Records), Azure Event Hubs (records),
// Microsoft Graph (value), Kubernetes EventList (items), Okta and admin APIs (data, events).
var envelopes = map[string]bool{"Records": true, "records": true, "value": true, "items": true, "data": true, "events": true}

// Split finds the records in a stream: JSON lines, objects over several lines, arrays, and objects whose array member has
// one of the names that exports use. It only finds where records begin and end; whether each is sound is the decoder's to
// say, so that one bad record costs only itself. A piece with an error is a record that was refused here; an error with no
// piece (Line 0) ends the stream.
func Split(r io.Reader, limits Limits) iter.Seq2[tabard.Piece, error] {
	return func(yield func(tabard.Piece, error) bool) {
		s := &splitter{in: bufio.NewReaderSize(r, 1<<16), limit: limits.record(), line: 1, yield: yield}
		if err := s.run(); !errors.Is(err, io.EOF) && !errors.Is(err, errStop) {
			yield(tabard.Piece{}, err)
		}
	}
}

var errStop = errors.New("the reader stopped")

type splitter struct {
	in       *bufio.Reader
	limit    int
	line     int  // physical line of the next byte
	lines    bool // records were seen to be one a line
	envelope bool // inside the array of an envelope
	yield    func(tabard.Piece, error) bool

	record  []byte
	dropped int // bytes of the record over the limit
}

// run reads top-level values to the end of the stream; it ends with an error always, at the end with io.EOF. Brackets, commas and a byte order mark between records are passed
// over, so that an array of records and the array in an envelope read like a list.
func (s *splitter) run() error {
	for {
		c, err := s.skipSpace()
		if err != nil {
			return err
		}
		switch {
		case c == '{' && s.lines:
			err = s.wholeLine()
		case c == '{':
			err = s.object()
		case c == ']' && s.envelope:
			if _, err = s.in.Discard(1); err == nil {
				err = s.leaveEnvelope()
			}
		case c == '[' || c == ']' || c == ',' || c == 0xEF || c == 0xBB || c == 0xBF:
			_, err = s.in.Discard(1)
		default:
			err = s.wholeLine()
		}
		if err != nil {
			return err
		}
	}
}

// skipSpace moves to the next byte that is no white space and gives it without taking it.
func (s *splitter) skipSpace() (byte, error) {
	for {
		c, err := s.in.ReadByte()
		if err != nil {
			return 0, err
		}
		switch c {
		case '\n':
			s.line++
		case ' ', '\t', '\r':
		default:
			return c, s.in.UnreadByte()
		}
	}
}

// wholeLine takes the rest of the line as one record.
func (s *splitter) wholeLine() error {
	s.record, s.dropped = s.record[:0], 0
	start := s.line
	for {
		part, err := s.in.ReadSlice('\n')
		s.keep(part)
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err == nil {
			s.line++
		}
		if len(s.record) == 0 && err != nil {
			return err
		}
		// In a file of one record a line, a line that does not close what it opened may be one that goes on.
		if trimmed := bytes.TrimRight(s.record, " \t\r\n,"); s.lines && err == nil && s.dropped == 0 && trimmed[len(trimmed)-1] != '}' && trimmed[0] == '{' {
			return s.goOn(start)
		}
		if emitErr := s.emit(bytes.TrimRight(s.record, " \t\r\n"), start); emitErr != nil {
			return emitErr
		}
		return err
	}
}

// keep appends to the record as far as the limit allows.
func (s *splitter) keep(part []byte) {
	room := max(0, s.limit+2-len(s.record)) // two more, for the end of the line
	if len(part) > room {
		s.dropped += len(part) - room
		part = part[:room]
	}
	s.record = append(s.record, part...)
}

func (s *splitter) emit(record []byte, line int) error {
	var why error
	if size := len(record) + s.dropped; size > s.limit {
		why = &TooLargeError{Size: size, Limit: s.limit}
		record = record[:min(len(record), s.limit)]
	}
	if len(record) == 0 {
		return nil
	}
	if !s.yield(tabard.Piece{Record: record, Line: line}, why) {
		return errStop
	}
	return nil
}
