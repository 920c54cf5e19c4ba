package normalize

import (
	"bytes"
	"errors"
	"io"
)

// object takes one object that may go over several lines, or steps into an envelope. It follows strings and brackets only;
// where a line shows beyond doubt that an object was cut off, it ends there, so that the next record is not lost with it.
func (s *splitter) object() error {
	s.record, s.dropped = s.record[:0], 0
	return s.follow(&nesting{}, s.line)
}

// leaveEnvelope passes over what an envelope holds after its records.
func (s *splitter) leaveEnvelope() error {
	s.envelope = false
	n := &nesting{}
	n.push(false)
	for n.depth > 0 {
		c, err := s.in.ReadByte()
		if err != nil {
			return err
		}
		if c == '\n' {
			s.line++
		}
		n.step(c)
	}
	return nil
}

// goOn follows an object whose first line is in s.record already.
func (s *splitter) goOn(start int) error {
	n := &nesting{}
	for _, c := range s.record {
		n.step(c)
	}
	if n.depth == 0 || n.inString {
		return s.emit(bytes.TrimRight(s.record, " \t\r\n"), start)
	}
	return s.follow(n, start)
}

func (s *splitter) follow(n *nesting, start int) error {
	for {
		c, err := s.in.ReadByte()
		if err != nil {
			if emitErr := s.emit(bytes.TrimRight(s.record, " \t\r\n"), start); emitErr != nil {
				return emitErr
			}
			return err
		}
		if n.impossible(c) {
			// The object was cut off on a line before. Its lines are looked at one by one.
			if err := s.in.UnreadByte(); err != nil {
				return err
			}
			return s.eachLine(start)
		}
		if c == '\n' {
			s.line++
			if n.inString {
				return s.emit(bytes.TrimRight(s.record, " \t\r\n"), start)
			}
		}
		s.keepByte(c)
		n.step(c)
		if c == '[' && n.depth == 2 && s.isEnvelope() {
			s.envelope = true
			return nil // the elements read like a list
		}
		if n.depth == 0 {
			s.lines = start == s.line && s.atLineEnd()
			return s.emit(s.record, start)
		}
		if c == '"' {
			if err := s.stringBody(n); err != nil {
				return err
			}
		}
	}
}

func (s *splitter) keepByte(c byte) {
	if len(s.record) < s.limit+2 {
		s.record = append(s.record, c)
	} else {
		s.dropped++
	}
}

// stringBody takes the rest of a string up to its closing quote, in large steps. It leaves strings that do not end in what
// is buffered, or hold escapes there, to the slow way.
func (s *splitter) stringBody(n *nesting) error {
	if !n.inString {
		return nil
	}
	buffered, err := s.in.Peek(max(1, s.in.Buffered()))
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	end := bytes.IndexAny(buffered, "\"\\\n")
	if end <= 0 {
		return nil
	}
	s.keep(buffered[:end])
	_, err = s.in.Discard(end)
	return err
}

// atLineEnd reports whether nothing but white space follows on the line, as far as that is buffered.
func (s *splitter) atLineEnd() bool {
	next, err := s.in.Peek(1)
	return errors.Is(err, io.EOF) || err == nil && (next[0] == '\n' || next[0] == '\r')
}

// isEnvelope reports whether the array that has just begun is the member of the outermost object that holds the records:
// its name is one that exports use, and nothing before it makes the object look like a record of its own.
func (s *splitter) isEnvelope() bool {
	head := bytes.TrimRight(s.record[:len(s.record)-1], " \t\r\n")
	head, ok := bytes.CutSuffix(head, []byte{':'})
	if !ok {
		return false
	}
	head = bytes.TrimRight(head, " \t\r\n")
	if len(head) < 2 || head[len(head)-1] != '"' {
		return false
	}
	open := bytes.LastIndexByte(head[:len(head)-1], '"')
	if open < 0 || !envelopes[string(head[open+1:len(head)-1])] {
		return false
	}
	first := bytes.TrimSpace(s.record[:open])
	if len(first) == 1 {
		return true
	}
	name := string(head[open+1 : len(head)-1])
	return name != "events" && name != "data" && len(first) < 4096 && s.firstElementIsObject()
}

// firstElementIsObject looks ahead to the first element of the array.
func (s *splitter) firstElementIsObject() bool {
	ahead, err := s.in.Peek(64)
	if err != nil && !errors.Is(err, io.EOF) {
		return false
	}
	ahead = bytes.TrimLeft(ahead, " \t\r\n")
	return len(ahead) > 0 && ahead[0] == '{'
}

// eachLine emits the lines taken so far, each as a record of its own.
func (s *splitter) eachLine(start int) error {
	lines := bytes.Split(bytes.TrimRight(s.record, "\r\n"), []byte{'\n'})
	if s.dropped > 0 || len(lines) == 1 {
		return s.emit(bytes.TrimRight(s.record, " \t\r\n"), start)
	}
	line := start
	for _, piece := range splitBadLines(lines) {
		if err := s.emit(bytes.TrimRight(piece, " \t\r"), line); err != nil {
			return err
		}
		line += 1 + bytes.Count(piece, []byte{'\n'})
	}
	return nil
}

// splitBadLines keeps lines that begin an object apart and joins the others to the one before.
func splitBadLines(lines [][]byte) [][]byte {
	var out [][]byte
	for _, line := range lines {
		if trimmed := bytes.TrimLeft(line, " \t"); len(out) == 0 || len(trimmed) > 0 && trimmed[0] == '{' {
			out = append(out, bytes.Clone(line))
			continue
		}
		out[len(out)-1] = append(append(out[len(out)-1], '\n'), line...)
	}
	return out
}

// nesting follows brackets and strings.
type nesting struct {
	depth     int
	arrays    []uint64 // a bit for each level: it is an array
	inString  bool
	escaped   bool
	last      byte // the last byte outside strings that is no white space; '"' for a string
	lineStart bool // nothing but white space since the last line end
}

func (n *nesting) step(c byte) {
	if n.inString {
		switch {
		case n.escaped:
			n.escaped = false
		case c == '\\':
			n.escaped = true
		case c == '"':
			n.inString = false
		}
		return
	}
	switch c {
	case ' ', '\t', '\r':
		return
	case '\n':
		n.lineStart = true
		return
	case '"':
		n.inString = true
	case '{', '[':
		n.push(c == '[')
	case '}', ']':
		n.depth = max(0, n.depth-1)
	}
	n.last, n.lineStart = c, false
}

func (n *nesting) push(array bool) {
	word, bit := n.depth>>6, uint64(1)<<(n.depth&63)
	for len(n.arrays) <= word {
		n.arrays = append(n.arrays, 0)
	}
	if array {
		n.arrays[word] |= bit
	} else {
		n.arrays[word] &^= bit
	}
	n.depth++
}

func (n *nesting) inArray() bool {
	level := n.depth - 1
	return level >= 0 && n.arrays[level>>6]>>(level&63)&1 == 1
}

// impossible reports whether a line that begins with c can be no part of the value around it, whatever follows: then that
// value was cut off on the line before. It is asked only at the beginning of a line, where records begin too.
func (n *nesting) impossible(c byte) bool {
	if n.inString || !n.lineStart || n.depth == 0 || c == ' ' || c == '\t' || c == '\r' || c == '\n' {
		return false
	}
	value := c == '{' || c == '[' || c == '"' || c == '-' || c >= '0' && c <= '9' || c == 't' || c == 'f' || c == 'n'
	switch n.last {
	case '{':
		return c != '"' && c != '}'
	case '[':
		return !value && c != ']'
	case ',':
		if n.inArray() {
			return !value
		}
		return c != '"'
	case ':':
		return !value
	}
	return c != ',' && c != '}' && c != ']' && (c != ':' || n.last != '"')
}
