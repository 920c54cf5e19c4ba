package ingest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
)

// readSize is how much of a file is read and delivered at a time; a line that does not fit is over the log's limit. turnSize
// is how much before the other files have their turn.
const (
	readSize = bus.MaxRecord + 1
	turnSize = 16 << 20
)

// file is a file that is being followed.
type file struct {
	*os.File
	place   place
	left    time.Time // when it was no longer at its path; zero while it is
	changed time.Time // when it was last seen to have changed
	tried   time.Time // when its last line, without an end, was last tried
	size    int64     // when it was last read
	written time.Time // when it was last read
	drained bool      // all its whole lines are on the log
	start   []byte    // of a line that is too long, for telling what it was
}

func (f *file) close() { f.Close() } //nolint:errcheck,gosec // it was only read

// read delivers the whole lines that are new, for one turn.
func (t *Tail) read(ctx context.Context, f *file) error {
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("read %s: %w", f.place.Path, err)
	}
	if f.drained && info.Size() == f.size && info.ModTime().Equal(f.written) {
		return t.readSound(ctx, f)
	}
	f.drained = false
	same, err := f.place.here(f.File, info.Size())
	if err != nil {
		return fmt.Errorf("read %s: %w", f.place.Path, err)
	}
	if !same {
		if err := t.missedCopy(ctx, f.place); err != nil {
			return err
		}
		f.place.restart()
	}
	for turn := 0; turn < turnSize; {
		n, err := f.ReadAt(t.buffer, f.place.At)
		if err != nil && err != io.EOF { //nolint:errorlint // ReadAt gives io.EOF itself
			return fmt.Errorf("read %s: %w", f.place.Path, err)
		}
		whole := bytes.LastIndexByte(t.buffer[:n], '\n') + 1
		if whole == 0 && n < readSize {
			f.drained = true
			break
		}
		if same, err := f.still(); err != nil || !same {
			return err // emptied while it was read; the next look sees that
		}
		if err := t.readLines(ctx, f, t.buffer[:n], whole, info); err != nil {
			return err
		}
		turn += n
	}
	f.size, f.written, f.changed = info.Size(), info.ModTime(), time.Now()
	return nil
}

// still tells whether the file holds what was read of it.
func (f *file) still() (bool, error) {
	info, err := f.Stat()
	if err != nil {
		return false, err
	}
	return f.place.here(f.File, info.Size())
}

// readLines delivers the whole lines in a piece of the file and moves its place. A piece without one is part of a line that is
// too long.
func (t *Tail) readLines(ctx context.Context, f *file, text []byte, whole int, info os.FileInfo) error {
	next := f.place
	next.Time = micros(info.ModTime())
	var lines [][]byte
	if whole == 0 {
		if next.Skip == 0 {
			f.start = bytes.Clone(text[:2*refusedText])
		}
		next.Skip += int64(len(text))
		next.At += int64(len(text))
	} else {
		lines = bytes.SplitAfter(text[:whole], []byte("\n"))
		lines = lines[:len(lines)-1]
		next.Skip = 0
		next.At += int64(whole)
		next.Line += len(lines)
	}
	if err := next.mark(f.File); err != nil {
		return fmt.Errorf("read %s: %w", f.place.Path, err)
	}
	return t.deliver(ctx, f, lines, next)
}

// readRest delivers what is left of a file that will not grow any more: a last line without an end.
func (t *Tail) readRest(ctx context.Context, f *file) error {
	n, err := f.ReadAt(t.buffer, f.place.At)
	if err != nil && err != io.EOF { //nolint:errorlint // ReadAt gives io.EOF itself
		return fmt.Errorf("read %s: %w", f.place.Path, err)
	}
	if n == 0 && f.place.Skip == 0 {
		return nil
	}
	next := f.place
	next.At += int64(n)
	next.Line++
	next.Skip = 0
	return t.deliver(ctx, f, [][]byte{t.buffer[:n]}, next)
}

// readSound delivers a last line that has had no end for a while but is a sound JSON record: many exports leave the end out.
func (t *Tail) readSound(ctx context.Context, f *file) error {
	if f.size == f.place.At || f.place.Skip > 0 || time.Since(f.changed) < t.Grace/10 || f.tried.After(f.changed) {
		return nil
	}
	f.tried = time.Now()
	n, err := f.ReadAt(t.buffer, f.place.At)
	if err != nil && err != io.EOF { //nolint:errorlint // ReadAt gives io.EOF itself
		return fmt.Errorf("read %s: %w", f.place.Path, err)
	}
	line := bytes.TrimSpace(t.buffer[:n])
	if len(line) == 0 || line[0] != '{' || line[len(line)-1] != '}' || !t.Receiver.sound(t.Family, line) {
		return nil
	}
	next := f.place
	next.At += int64(n)
	next.Line++
	if err := next.mark(f.File); err != nil {
		return fmt.Errorf("read %s: %w", f.place.Path, err)
	}
	return t.deliver(ctx, f, [][]byte{line}, next)
}

// deliver puts lines on the log together with the place behind them.
func (t *Tail) deliver(ctx context.Context, f *file, lines [][]byte, next place) error {
	r := t.Receiver
	hold := int64(readSize)
	if !r.inFlight.take(hold) {
		r.busy.Add(1)
		return &BusyError{RetryAfter: t.Every}
	}
	defer r.inFlight.give(hold)
	d := r.delivery(Origin{Family: t.Family, System: t.System, Source: next.source()}, int(max(next.At-f.place.At, 0)))
	defer d.end()
	d.whole = true
	skipped := f.place.Skip
	for i, line := range lines {
		d.number = f.place.Line + i
		piece := tabard.Piece{Record: bytes.TrimSpace(line), Line: d.number + 1}
		var why error
		if skipped > 0 {
			why = &SizeError{Size: int(skipped) + len(line)}
			piece.Record, f.start, skipped = f.start, nil, 0
		} else if len(piece.Record) == 0 {
			continue
		}
		if err := d.take(ctx, piece, why); err != nil {
			return err
		}
	}
	cursor, err := next.cursor()
	if err != nil {
		return err
	}
	if err := d.flush(ctx, cursor); err != nil {
		return err
	}
	f.place = next
	t.born(next)
	t.mu.Lock()
	t.status.Last = time.Now()
	t.mu.Unlock()
	return nil
}

// sound tells whether a record would be accepted.
func (r *Receiver) sound(family string, record []byte) bool {
	d := r.delivery(Origin{Family: family}, 0)
	defer d.end()
	family, err := d.Guess(family, d.before, record, &d.item)
	if err != nil {
		return false
	}
	for _, inside := range d.Unwrap(family, record) {
		if _, err := d.Admit(family, inside, d.received, &d.item); err != nil {
			return false
		}
	}
	return true
}
