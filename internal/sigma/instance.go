package sigma

import (
	"fmt"
	"net/netip"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
)

// absent stands for a field that is not to be there.
type absent struct{}

// number is a JSON number as it is written.
type rawNumber string

// instance gives texts that a test finds, for the texts between those of its pattern.
func (t *test) instance(filler string) string {
	switch t.kind {
	case testText:
		return t.pattern.instance(filler)
	case testRegexp:
		if re, err := syntax.Parse(t.regexp.String(), syntax.Perl); err == nil {
			var b strings.Builder
			writeMatch(&b, re.Simplify(), filler)
			return b.String()
		}
	case testNetwork:
		return firstHost(t.network)
	case testNumber, testPart, testField, testExists, testNull:
	}
	return filler
}

// instance gives a text that the pattern matches.
func (p pattern) instance(filler string) string {
	var b strings.Builder
	for _, c := range p {
		switch c.kind {
		case pieceText:
			b.WriteString(c.text)
		case pieceMany:
			b.WriteString(filler)
		case pieceOne:
			b.WriteByte('x')
		case pieceDash:
			b.WriteByte('-')
		}
	}
	return b.String()
}

func firstHost(network netip.Prefix) string {
	if a := network.Addr().Next(); network.Contains(a) {
		return a.String()
	}
	return network.Addr().String()
}

// writeMatch writes a text that a regular expression matches, unless it has an assertion that the text around breaks.
func writeMatch(b *strings.Builder, re *syntax.Regexp, filler string) {
	switch re.Op {
	case syntax.OpLiteral:
		b.WriteString(string(re.Rune))
	case syntax.OpCharClass:
		b.WriteRune(oneOf(re.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteString((filler + "x")[:1])
	case syntax.OpCapture, syntax.OpPlus, syntax.OpAlternate:
		writeMatch(b, re.Sub[0], filler)
	case syntax.OpRepeat:
		for range re.Min {
			writeMatch(b, re.Sub[0], filler)
		}
	case syntax.OpConcat:
		for _, s := range re.Sub {
			writeMatch(b, s, filler)
		}
	case syntax.OpStar, syntax.OpQuest:
		if filler != "" && re.Sub[0].Op != syntax.OpAnyCharNotNL && re.Sub[0].Op != syntax.OpAnyChar {
			return
		}
		b.WriteString(filler)
	default: // assertions
	}
}

// oneOf gives a character of a class, one that reads well where there is one.
func oneOf(ranges []rune) rune {
	best := rune(-1)
	for i := 0; i+1 < len(ranges); i += 2 {
		for r := ranges[i]; r <= min(ranges[i+1], ranges[i]+200); r++ {
			if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
				return r
			}
			if best < 0 && unicode.IsPrint(r) {
				best = r
			}
		}
	}
	if best < 0 && len(ranges) > 0 {
		best = ranges[0]
	}
	return max(best, 0)
}

// constraint is a test that has to be true, or false.
type constraint struct {
	*test
	want bool
}

// value gives a value for a field that has to meet constraints, as far as can be told; it is tried anyway. Absent is
// [absent]. Others gives values already chosen for other fields.
func value(constraints []constraint, filler string, asList bool, others map[string]any) (any, bool) {
	present, gone, null := false, false, false
	var positive, numbers, parts []constraint
	var texts []*test
	for _, c := range constraints {
		switch {
		case c.kind == testExists:
			present, gone = present || c.exists == c.want, gone || c.exists != c.want
		case c.kind == testNull:
			null, present = null || c.want, present || !c.want
		case c.kind == testNumber:
			numbers = append(numbers, c)
		case c.kind == testPart:
			parts = append(parts, c)
		case c.kind == testText && c.want && len(c.pattern) == 1 && c.pattern[0].kind == pieceMany:
			present = true
		case c.want:
			positive, texts = append(positive, c), append(texts, c.test)
		}
	}
	switch {
	case gone:
		return absent{}, !present && len(positive) == 0
	case null && present:
		return nil, len(positive) == 0
	case null:
		return absent{}, len(positive) == 0
	case len(numbers) > 0 && anyWanted(numbers):
		return numberFor(numbers)
	case len(parts) > 0 && anyWanted(parts):
		return timeFor(parts)
	case len(positive) > 0:
		return textFor(texts, filler, asList, others), true
	case present:
		return "x" + filler, true
	}
	return absent{}, true
}

func anyWanted(list []constraint) bool {
	return slices.ContainsFunc(list, func(c constraint) bool { return c.want })
}

// textFor joins what several tests of a field look for: in one text, or in a list.
func textFor(tests []*test, filler string, asList bool, others map[string]any) any {
	if len(tests) == 1 || asList {
		list := make([]any, len(tests))
		for i, t := range tests {
			list[i] = t.single(filler, others)
		}
		if len(list) == 1 {
			return list[0]
		}
		return list
	}
	var start, middle, end string
	for _, t := range tests {
		text := fmt.Sprint(t.single(filler, others))
		switch before, after := t.pattern.startsAny(), t.pattern.endsAny(); {
		case t.kind == testText && !before && after && start == "":
			start = text
		case t.kind == testText && before && !after:
			end = text
		default:
			middle += text
		}
	}
	return start + middle + end
}

// single gives a value that one test finds.
func (t *test) single(filler string, others map[string]any) any {
	if t.kind == testField {
		if v, ok := others[t.other]; ok {
			if _, gone := v.(absent); !gone {
				return v
			}
		}
		others[t.other] = "same" + filler
		return "same" + filler
	}
	text := t.instance(filler)
	if t.number && t.kind == testText {
		return rawNumber(text)
	}
	return text
}
