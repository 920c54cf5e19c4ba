package scan

import (
	"bufio"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
)

// spilled is a record in a spill file.
type spilled struct {
	Time         int64
	File, Family string
	Line, Number int
	Text         []byte
}

// spill merges the streams that overlap into one sorted run in a temporary file, so that any number of files can overlap.
// The file is unlinked at once: it is gone with the process, however that ends.
func (m *merger) spill() {
	more, err := m.spillTo()
	m.active = m.active[:0]
	if err != nil {
		m.fail(fmt.Errorf("spill to the temporary folder: %w", err))
		return
	}
	m.activate(more)
}

func (m *merger) spillTo() (func() (raw, bool), error) {
	f, err := os.CreateTemp("", "tabard-scan-*")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(f.Name()); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	buffered := bufio.NewWriterSize(f, 1<<18)
	enc := gob.NewEncoder(buffered)
	for one, ok := m.active.pop(); ok; one, ok = m.active.pop() {
		if m.ctx.Err() != nil {
			return nil, errors.Join(m.ctx.Err(), f.Close())
		}
		if err := enc.Encode(spilled{one.time, one.file, one.family, one.line, one.number, one.text}); err != nil {
			return nil, errors.Join(err, f.Close())
		}
		m.release(one.block)
	}
	if err := buffered.Flush(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	dec := gob.NewDecoder(bufio.NewReaderSize(f, 1<<18))
	return func() (raw, bool) {
		var s spilled
		if err := dec.Decode(&s); err != nil {
			if !errors.Is(err, io.EOF) {
				m.fail(fmt.Errorf("read back from the temporary folder: %w", err))
			}
			_ = f.Close()
			return raw{}, false
		}
		return raw{time: s.Time, file: s.File, line: s.Line, number: s.Number, family: s.Family, text: s.Text}, true
	}, nil
}
