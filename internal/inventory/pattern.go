package inventory

import "strings"

// pattern is a text with "*" for any text, whatever the case, and the mark of what fits it.
type pattern struct {
	text  string // in lower case
	pairs uint64 // see pairs; none of "*"
	mark  uint16
}

func newPattern(text string, mark uint16) pattern {
	p := pattern{text: strings.ToLower(text), mark: mark}
	for part := range strings.SplitSeq(p.text, "*") {
		p.pairs |= pairs(part)
	}
	return p
}

// pairs is a bit for each two letters that follow each other: a text that lacks one of a pattern cannot fit it. New identities
// are held against some hundred patterns, so that most must cost no more than this.
func pairs(text string) (bits uint64) {
	for i := 1; i < len(text); i++ {
		bits |= 1 << ((uint(text[i-1])*31 + uint(text[i])) & 63)
	}
	return bits
}

// matching gives the marks of the patterns that fit a text.
func (m *Marks) matching(list []pattern, text string) []uint16 {
	if text == "" {
		return nil
	}
	var found []uint16
	text = strings.ToLower(text)
	have := pairs(text)
	for i := range list {
		if p := &list[i]; p.pairs&^have == 0 && glob(p.text, text) {
			found = append(found, p.mark)
		}
	}
	return found
}

// glob matches "*" to any text; everything else stands for itself.
func glob(pattern, text string) bool {
	first, rest, starred := strings.Cut(pattern, "*")
	if !starred {
		return pattern == text
	}
	if !strings.HasPrefix(text, first) {
		return false
	}
	text = text[len(first):]
	for {
		part, more, starred := strings.Cut(rest, "*")
		if !starred {
			return strings.HasSuffix(text, part)
		}
		at := strings.Index(text, part)
		if at < 0 {
			return false
		}
		text, rest = text[at+len(part):], more
	}
}
