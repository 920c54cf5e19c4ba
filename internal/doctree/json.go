package doctree

import (
	"bytes"
	"encoding/json/jsontext"
	"errors"
	"fmt"
	"io"
)

// JSON reads one JSON document. Comments, trailing commas and a byte order mark are allowed.
func JSON(text []byte) (*Node, error) {
	plain := plainJSON(text)
	r := &jsonReader{
		text: plain,
		dec:  jsontext.NewDecoder(bytes.NewReader(plain), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)),
		line: 1,
	}
	root, err := r.value(0)
	if err == nil {
		_, err = r.dec.ReadToken()
		if errors.Is(err, io.EOF) {
			return root, nil
		}
		if err == nil {
			err = errors.New("more text after the end of the document")
		}
	}
	if _, ok := errors.AsType[*Error](err); ok {
		return nil, err
	}
	offset := r.dec.InputOffset()
	if errors.Is(err, io.ErrUnexpectedEOF) {
		offset = int64(len(plain))
	}
	return nil, &Error{Line: r.lineAt(offset), Err: plainError(err)}
}

// plainError says what is wrong without the text itself, which may hold a secret.
func plainError(err error) error {
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("not valid JSON: the document ends too early")
	default:
		if syntactic, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
			return fmt.Errorf("not valid JSON at byte %d", syntactic.ByteOffset)
		}
		return err
	}
}

type jsonReader struct {
	builder
	text    []byte
	dec     *jsontext.Decoder
	line    int
	counted int64
}

// lineAt gives the line of an offset. Offsets only grow, so the lines are counted once.
func (r *jsonReader) lineAt(offset int64) int {
	offset = min(offset, int64(len(r.text)))
	if offset > r.counted {
		r.line += bytes.Count(r.text[r.counted:offset], []byte{'\n'})
		r.counted = offset
	}
	return r.line
}

func (r *jsonReader) value(depth int) (*Node, error) {
	if depth > maxDepth {
		return nil, &Error{Line: r.line, Err: errSize}
	}
	token, err := r.dec.ReadToken()
	if err != nil {
		return nil, err
	}
	kind, text := token.Kind(), token.String()
	line := r.lineAt(r.dec.InputOffset())
	switch kind {
	case '{':
		n, err := r.node(Object, "", line)
		if err != nil {
			return nil, err
		}
		for r.dec.PeekKind() != '}' {
			name, err := r.dec.ReadToken()
			if err != nil {
				return nil, err
			}
			n.Names = append(n.Names, name.String())
			item, err := r.value(depth + 1)
			if err != nil {
				return nil, err
			}
			n.Items = append(n.Items, item)
		}
		_, err = r.dec.ReadToken()
		return n, err
	case '[':
		n, err := r.node(List, "", line)
		if err != nil {
			return nil, err
		}
		for r.dec.PeekKind() != ']' {
			item, err := r.value(depth + 1)
			if err != nil {
				return nil, err
			}
			n.Items = append(n.Items, item)
		}
		_, err = r.dec.ReadToken()
		return n, err
	case '"':
		return r.node(Text, text, line)
	case '0':
		return r.node(Number, text, line)
	case 't', 'f':
		return r.node(Bool, text, line)
	default:
		return r.node(Null, "", line)
	}
}

// plainJSON replaces comments and trailing commas by blanks, so that offsets and lines stay what they were.
func plainJSON(text []byte) []byte {
	out := bytes.Clone(text)
	if bytes.HasPrefix(out, []byte("\xef\xbb\xbf")) {
		blank(out[:3])
	}
	comma := -1 // the last comma, while only blanks and comments follow it
	for i := 0; i < len(out); i++ {
		switch c := out[i]; {
		case c == '"':
			i = stringEnd(out, i)
			comma = -1
		case c == '/' && i+1 < len(out) && (out[i+1] == '/' || out[i+1] == '*'):
			end := commentEnd(out, i)
			blank(out[i:end])
			i = end - 1
		case c == ',':
			comma = i
		case (c == '}' || c == ']') && comma >= 0:
			out[comma] = ' '
			comma = -1
		case c != ' ' && c != '\t' && c != '\r' && c != '\n':
			comma = -1
		}
	}
	return out
}

// stringEnd gives the place of the quote that ends the string which begins at a place.
func stringEnd(text []byte, at int) int {
	for i := at + 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return len(text)
}

func commentEnd(text []byte, at int) int {
	end, size := []byte("\n"), 0
	if text[at+1] == '*' {
		end, size = []byte("*/"), 2
	}
	if i := bytes.Index(text[at+2:], end); i >= 0 {
		return at + 2 + i + size
	}
	return len(text)
}

func blank(text []byte) {
	for i, c := range text {
		if c != '\n' {
			text[i] = ' '
		}
	}
}
