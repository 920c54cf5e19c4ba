package sigma

import (
	"regexp/syntax"
	"slices"
	"strings"
)

// anchorKind is how a rule can be found from what a record holds, the best first.
type anchorKind uint8

const (
	anchorValue   anchorKind = iota // a slot holds a value
	anchorText                      // a slot's value holds a text
	anchorPresent                   // a slot holds anything
	anchorKeyword                   // the keywords have to be looked for
)

// anchor is something without which a rule cannot match, or one of several things of which it needs one.
type anchor struct {
	kind anchorKind
	slot int32
	text string // folded
}

// anchors gives things of which the node needs at least one to be true; false when nothing can be said.
func (f *family) anchors(at int32) ([]anchor, bool) {
	n := &f.nodes[at]
	switch n.kind {
	case exprTest:
		return f.preds[n.from].anchors()
	case exprAnd:
		var best []anchor
		found := false
		for _, k := range f.kids[n.from:n.to] {
			if list, ok := f.anchors(k); ok && (!found || f.better(list, best)) {
				best, found = list, true
			}
		}
		return best, found
	case exprOr:
		var all []anchor
		for _, k := range f.kids[n.from:n.to] {
			list, ok := f.anchors(k)
			if !ok {
				return nil, false
			}
			all = append(all, list...)
		}
		return all, true
	case exprNot:
	}
	return nil, false
}

// better reports whether rules are found with less work by a than by b.
func (f *family) better(a, b []anchor) bool {
	ka, kb := worst(a), worst(b)
	if ka != kb {
		return ka < kb
	}
	if ka == anchorValue || ka == anchorText {
		if da, db := f.variety(a), f.variety(b); da != db {
			return da > db
		}
	}
	return len(a) < len(b)
}

func worst(list []anchor) anchorKind {
	w := anchorValue
	for _, a := range list {
		w = max(w, a.kind)
	}
	return w
}

// variety is the number of values that rules ask for in the slot of which they ask for the fewest: a field in which rules
// ask for many different values, such as the name of an event, tells rules apart best.
func (f *family) variety(list []anchor) int {
	fewest := -1
	for _, a := range list {
		if n := f.index.variety[a.slot]; fewest < 0 || n < fewest {
			fewest = n
		}
	}
	return fewest
}

// anchors gives what the predicate needs.
func (p *predicate) anchors() ([]anchor, bool) {
	if p.keyword >= 0 {
		return []anchor{{kind: anchorKeyword}}, true
	}
	var list []anchor
	everywhere := func(kind anchorKind, text string) {
		for _, slot := range p.slots {
			list = append(list, anchor{kind, slot, text})
		}
	}
	switch p.kind {
	case testNull:
		return nil, false
	case testExists:
		if !p.exists {
			return nil, false
		}
		everywhere(anchorPresent, "")
	case testText:
		for v := range p.values {
			everywhere(anchorValue, fold(v))
		}
		for i := range p.matchers {
			if text := p.matchers[i].longest(); len(text) >= shortestAnchor {
				everywhere(anchorText, fold(text))
			} else {
				everywhere(anchorPresent, "")
			}
		}
	case testRegexp:
		texts := required(p.regexp.String())
		for _, text := range texts {
			everywhere(anchorText, fold(text))
		}
		if texts == nil {
			everywhere(anchorPresent, "")
		}
	case testNetwork, testNumber, testPart, testField:
		everywhere(anchorPresent, "")
	}
	slices.SortFunc(list, func(a, b anchor) int {
		if a.kind != b.kind {
			return int(a.kind) - int(b.kind)
		}
		if a.slot != b.slot {
			return int(a.slot - b.slot)
		}
		return strings.Compare(a.text, b.text)
	})
	return list, true
}

// shortestAnchor is the length below which a text tells too little to look for it.
const shortestAnchor = 3

// longest gives the longest text that a matching text must hold.
func (m *matcher) longest() string {
	if m.how != howGlob {
		return m.text
	}
	best := ""
	for _, s := range m.segments {
		if t := s.longest(); len(t) > len(best) {
			best = t
		}
	}
	return best
}

// required gives texts of which every match of a regular expression holds one; nil when none can be told.
func required(source string) []string {
	re, err := syntax.Parse(source, syntax.Perl)
	if err != nil {
		return nil
	}
	texts := requiredIn(re.Simplify())
	for _, t := range texts {
		if len(t) < shortestAnchor {
			return nil
		}
	}
	return texts
}

func requiredIn(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{string(re.Rune)}
	case syntax.OpCapture, syntax.OpPlus:
		return requiredIn(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return requiredIn(re.Sub[0])
		}
	case syntax.OpAlternate:
		var all []string
		for _, s := range re.Sub {
			texts := requiredIn(s)
			if texts == nil {
				return nil
			}
			all = append(all, texts...)
		}
		return all
	case syntax.OpConcat:
		var best []string
		for _, s := range re.Sub {
			if texts := requiredIn(s); texts != nil && (best == nil || shortest(texts) > shortest(best)) {
				best = texts
			}
		}
		return best
	default:
	}
	return nil
}

func shortest(texts []string) int {
	n := len(texts[0])
	for _, t := range texts {
		n = min(n, len(t))
	}
	return n
}
