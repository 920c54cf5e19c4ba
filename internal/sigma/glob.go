package sigma

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// matcher says whether a text matches a pattern; both are folded, or neither is.
type matcher struct {
	how      how
	text     string    // for all but howGlob
	segments []pattern // for howGlob: what stands between the stars
	open     [2]bool   // for howGlob: any text may come first, or last
}

type how uint8

const (
	howEqual how = iota
	howAny
	howPrefix
	howSuffix
	howContains
	howGlob
)

// newMatcher compiles a pattern.
func newPatternMatcher(p pattern, cased bool) matcher {
	p = p.joined()
	if !cased {
		p = p.folded()
	}
	inner := p
	before, after := p.startsAny(), p.endsAny()
	if before {
		inner = inner[1:]
	}
	if after && len(inner) > 0 {
		inner = inner[:len(inner)-1]
	}
	text, plain := inner.plain()
	switch {
	case plain && text == "" && (before || after):
		return matcher{how: howAny}
	case plain && before && after:
		return matcher{how: howContains, text: text}
	case plain && before:
		return matcher{how: howSuffix, text: text}
	case plain && after:
		return matcher{how: howPrefix, text: text}
	case plain:
		return matcher{how: howEqual, text: text}
	}
	m := matcher{how: howGlob, open: [2]bool{before, after}}
	start := 0
	for i, c := range inner {
		if c.kind == pieceMany {
			m.segments = append(m.segments, inner[start:i])
			start = i + 1
		}
	}
	m.segments = append(m.segments, inner[start:])
	return m
}

// folded gives the pattern with its texts folded.
func (p pattern) folded() pattern {
	out := make(pattern, len(p))
	for i, c := range p {
		if c.kind == pieceText {
			c.text = fold(c.text)
		}
		out[i] = c
	}
	return out
}

// matches compares with a text that is folded like the pattern.
func (m *matcher) matches(text []byte) bool {
	switch m.how {
	case howEqual:
		return string(text) == m.text
	case howAny:
		return true
	case howPrefix:
		return len(text) >= len(m.text) && string(text[:len(m.text)]) == m.text
	case howSuffix:
		return len(text) >= len(m.text) && string(text[len(text)-len(m.text):]) == m.text
	case howContains:
		return contains(text, m.text)
	case howGlob:
	}
	return m.glob(text)
}

// glob takes the segments from left to right, each at the first place it fits: no other choice can do better.
func (m *matcher) glob(text []byte) bool {
	last := len(m.segments) - 1
	for i, s := range m.segments {
		switch {
		case i == last && !m.open[1]:
			if i == 0 && !m.open[0] {
				return s.lengthAt(text) == len(text)
			}
			return s.endsIn(text)
		case i == 0 && !m.open[0]:
			n := s.lengthAt(text)
			if n < 0 {
				return false
			}
			text = text[n:]
		default:
			end := s.findIn(text)
			if end < 0 {
				return false
			}
			text = text[end:]
		}
	}
	return true
}

// lengthAt gives how much of the text's start the segment takes, -1 when it does not fit.
func (p pattern) lengthAt(text []byte) int {
	at := 0
	for _, c := range p {
		switch c.kind {
		case pieceText:
			if len(text)-at < len(c.text) || string(text[at:at+len(c.text)]) != c.text {
				return -1
			}
			at += len(c.text)
		case pieceOne, pieceDash:
			if at == len(text) {
				return -1
			}
			r, n := utf8.DecodeRune(text[at:])
			if c.kind == pieceDash && !strings.ContainsRune(dashes, r) {
				return -1
			}
			at += n
		case pieceMany: // never inside a segment
		}
	}
	return at
}

// findIn gives the end of the first place where the segment fits, -1 for none.
func (p pattern) findIn(text []byte) int {
	if len(p) == 0 {
		return 0
	}
	for at := 0; at <= len(text); {
		if p[0].kind == pieceText {
			skip := index(text[at:], p[0].text)
			if skip < 0 {
				return -1
			}
			at += skip
		}
		if n := p.lengthAt(text[at:]); n >= 0 {
			return at + n
		}
		_, n := utf8.DecodeRune(text[at:])
		at += max(n, 1)
	}
	return -1
}

// endsIn reports whether the text ends with the segment.
func (p pattern) endsIn(text []byte) bool {
	for at := 0; at <= len(text); {
		if p.lengthAt(text[at:]) == len(text)-at {
			return true
		}
		_, n := utf8.DecodeRune(text[at:])
		at += max(n, 1)
	}
	return false
}

func contains(text []byte, part string) bool { return index(text, part) >= 0 }

func index(text []byte, part string) int { return bytes.Index(text, unsafeBytes(part)) }
