// Package file tells results to a file of JSON lines, for a log shipper or a person with jq. What Send returned from without
// an error is on disk. Files are rotated by size: results.jsonl is the newest, results.jsonl.1 the one before.
package file

import (
	"bytes"
	"context"
	"encoding/json/v2"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"sync"

	"tabard.dev/tabard"
)

// Sink is the sink "file".
//
//	path: /var/log/tabard/results.jsonl
//	rotate_mib: 100    a new file when this one would grow beyond
//	keep: 10           older files to keep
func Sink() tabard.Sink {
	return tabard.Sink{Name: "file", Settings: []string{"path", "rotate_mib", "keep"}, Open: open}
}

// sender appends to one file. It opens it at the first Send.
type sender struct {
	path   string
	rotate int64
	keep   int

	mu   sync.Mutex
	file *os.File
	size int64
}

func open(settings map[string]any) (tabard.Sender, error) {
	s := &sender{rotate: 100 << 20, keep: 10}
	for name, value := range settings {
		switch name {
		case "path":
			s.path, _ = value.(string)
		case "rotate_mib":
			n, ok := value.(int)
			if !ok || n < 1 {
				return nil, errors.New("rotate_mib: a number from 1 is wanted")
			}
			s.rotate = int64(n) << 20
		case "keep":
			n, ok := value.(int)
			if !ok || n < 0 || n > 1000 {
				return nil, errors.New("keep: 0 to 1000 is wanted")
			}
			s.keep = n
		}
	}
	if s.path == "" {
		return nil, errors.New("path: is missing")
	}
	return s, nil
}

// Send appends the notices and syncs the file. When that fails, the file ends where it ended before.
func (s *sender) Send(_ context.Context, notices []tabard.Notice) error {
	var lines bytes.Buffer
	for i, notice := range notices {
		line, err := json.Marshal(notice, json.FormatNilSliceAsNull(false))
		if err != nil {
			bad := &tabard.SendError{Taken: i, Refused: true, Err: fmt.Errorf("encode notice %s: %w", notice.ID, err)}
			if err := s.append(lines.Bytes()); err != nil {
				return err
			}
			return bad
		}
		lines.Write(line)
		lines.WriteByte('\n')
	}
	return s.append(lines.Bytes())
}

func (s *sender) append(lines []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.ready(int64(len(lines))); err != nil {
		return err
	}
	_, err := s.file.Write(lines)
	if err == nil {
		err = s.file.Sync()
	}
	if err != nil {
		// A half-written line is no line. Whoever fails to cut it off now does so when the file is opened again.
		_ = s.file.Truncate(s.size)
		return errors.Join(err, s.shut())
	}
	s.size += int64(len(lines))
	return nil
}

// Close implements [tabard.Sender].
func (s *sender) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shut()
}

func (s *sender) shut() error {
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	s.file, s.size = nil, 0
	return err
}

// ready has the file open with room for so many more bytes.
func (s *sender) ready(more int64) error {
	if s.file == nil {
		if err := s.open(); err != nil {
			return err
		}
	}
	if s.size > 0 && s.size+more > s.rotate {
		if err := errors.Join(s.shut(), s.shift()); err != nil {
			return err
		}
		return s.open()
	}
	return nil
}

// open opens the file and cuts off what a crash left of a line: its notices were not taken, so they come again.
func (s *sender) open() error {
	file, err := os.OpenFile(s.path, os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	end, err := lastLine(file)
	if err == nil {
		err = file.Truncate(end)
	}
	if err != nil {
		return errors.Join(err, file.Close())
	}
	s.file, s.size = file, end
	return nil
}

// lastLine gives where the last whole line of a file ends.
func lastLine(file *os.File) (int64, error) {
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	if !info.Mode().IsRegular() {
		return 0, errors.New("not a regular file")
	}
	block := make([]byte, 64<<10)
	for end := info.Size(); end > 0; {
		start := max(0, end-int64(len(block)))
		n, err := file.ReadAt(block[:end-start], start)
		if err != nil && !errors.Is(err, io.EOF) {
			return 0, err
		}
		if at := bytes.LastIndexByte(block[:n], '\n'); at >= 0 {
			return start + int64(at) + 1, nil
		}
		end = start
	}
	return 0, nil
}

// shift makes room for a new file: .9 becomes .10, and so on; the oldest goes.
func (s *sender) shift() error {
	name := func(i int) string {
		if i == 0 {
			return s.path
		}
		return s.path + "." + strconv.Itoa(i)
	}
	if err := os.Remove(name(s.keep)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for i := s.keep - 1; i >= 0; i-- {
		if err := os.Rename(name(i), name(i+1)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
