package sigma

import (
	"slices"
	"strings"
)

// pieceKind is what one piece of a pattern stands for.
type pieceKind uint8

const (
	pieceText pieceKind = iota // its text
	pieceMany                  // "*": any text, also none
	pieceOne                   // "?": any one character
	pieceDash                  // a dash of any of the kinds that Windows takes for one, or a slash
)

// piece is a part of a pattern.
type piece struct {
	kind pieceKind
	text string
}

// pattern is a Sigma string taken apart. The empty pattern is the empty text.
type pattern []piece

// dashes are what the windash modifier takes for each other.
const dashes = "-/–—―"

// parsePattern takes a Sigma string apart. A backslash takes the meaning from a wildcard or another backslash after it, and
// is itself in front of anything else.
func parsePattern(s string) pattern {
	var p pattern
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			p = append(p, piece{pieceText, b.String()})
			b.Reset()
		}
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && strings.IndexByte(`\*?`, s[i+1]) >= 0:
			i++
			b.WriteByte(s[i])
		case c == '*':
			flush()
			p = append(p, piece{kind: pieceMany})
		case c == '?':
			flush()
			p = append(p, piece{kind: pieceOne})
		default:
			b.WriteByte(c)
		}
	}
	flush()
	return p
}

// literal makes a pattern of plain text.
func literal(s string) pattern {
	if s == "" {
		return nil
	}
	return pattern{{pieceText, s}}
}

// plain gives the text of a pattern that has nothing but text.
func (p pattern) plain() (string, bool) {
	switch {
	case len(p) == 0:
		return "", true
	case len(p) == 1 && p[0].kind == pieceText:
		return p[0].text, true
	}
	return "", false
}

// startsAny and endsAny report whether any text may come first, or last.
func (p pattern) startsAny() bool { return len(p) > 0 && p[0].kind == pieceMany }
func (p pattern) endsAny() bool   { return len(p) > 0 && p[len(p)-1].kind == pieceMany }

// opened gives the pattern with any text before or after it.
func (p pattern) opened(before, after bool) pattern {
	if before && !p.startsAny() {
		p = append(pattern{{kind: pieceMany}}, p...)
	}
	if after && !p.endsAny() {
		p = append(slices.Clip(p), piece{kind: pieceMany})
	}
	return p
}

// joined merges neighboring texts and neighboring stars.
func (p pattern) joined() pattern {
	var out pattern
	for _, c := range p {
		last := len(out) - 1
		switch {
		case c.kind == pieceText && c.text == "":
		case last >= 0 && c.kind == pieceText && out[last].kind == pieceText:
			out[last].text += c.text
		case last >= 0 && c.kind == pieceMany && out[last].kind == pieceMany:
		default:
			out = append(out, c)
		}
	}
	return out
}

// String gives the pattern as a rule would write it.
func (p pattern) String() string {
	var b strings.Builder
	escape := strings.NewReplacer(`*`, `\*`, `?`, `\?`)
	for _, c := range p {
		switch c.kind {
		case pieceMany:
			b.WriteByte('*')
		case pieceOne:
			b.WriteByte('?')
		case pieceDash:
			b.WriteByte('-')
		case pieceText:
			b.WriteString(escape.Replace(c.text))
		}
	}
	return b.String()
}

// longest gives the longest text in the pattern.
func (p pattern) longest() string {
	best := ""
	for _, c := range p {
		if len(c.text) > len(best) {
			best = c.text
		}
	}
	return best
}
