package sigma

import (
	"fmt"
	"net/netip"
	"regexp"
	"strings"
)

// predicate is a compiled question about one field, or about the strings of the record. Rules that ask the same share it.
type predicate struct {
	kind     testKind
	slots    []int32 // where the field may be, relative to the first slot of rules; nil for a keyword
	others   []int32 // testField: where the other field may be
	cased    bool
	values   map[string]struct{} // testText: values that are equal to it
	matchers []matcher           // testText: other patterns
	regexp   *regexp.Regexp
	at       int32          // index among the family's predicates
	networks []netip.Prefix // testNetwork: any of them
	compare  compare
	number   float64
	part     timePart
	from, to bool // testField
	exists   bool
	keyword  int32  // index among the keywords, for those
	raw      string // a keyword that is a number, looked for in the record as it is written
	field    string // as the rule calls it
	cost     int    // how dear it is to ask, roughly
}

// newPredicate compiles tests of one field that are alternatives to each other; only texts and networks can be several.
func (f *family) newPredicate(tests []*test) *predicate {
	t := tests[0]
	p := &predicate{
		kind: t.kind, cased: t.cased, regexp: t.regexp, compare: t.compare, number: t.value, part: t.part,
		from: t.from, to: t.to, exists: t.exists, field: t.field, keyword: -1,
	}
	if t.field == "" {
		p.keyword = int32(len(f.keywords)) //nolint:gosec // bounded by the size of the rules
		f.keywords = append(f.keywords, p)
		if text := strings.Trim(t.pattern.String(), "*"); t.number {
			p.raw = text
		}
	} else {
		p.slots = f.slots(t.field)
	}
	if t.other != "" {
		p.others = f.slots(t.other)
	}
	for _, t := range tests {
		if t.kind == testNetwork {
			p.networks = append(p.networks, t.network)
		}
		if t.kind != testText {
			continue
		}
		m := newPatternMatcher(t.pattern, t.cased)
		if m.how != howEqual {
			p.matchers = append(p.matchers, m)
			continue
		}
		if p.values == nil {
			p.values = make(map[string]struct{}, len(tests))
		}
		p.values[m.text] = struct{}{}
	}
	p.cost = p.price()
	return p
}

// price ranks predicates, so that the cheap ones are asked first.
func (p *predicate) price() int {
	n := max(1, len(p.slots))
	switch {
	case p.keyword >= 0:
		return 10_000
	case p.kind == testExists || p.kind == testNull:
		return n
	case p.kind == testText && len(p.matchers) == 0:
		return 3 * n
	case p.kind == testText:
		return (10 + 5*len(p.matchers)) * n
	case p.kind == testRegexp:
		return 100 * n
	}
	return 20 * n
}

// key tells tests apart that cannot share a predicate.
func (t *test) key() string {
	re := ""
	if t.regexp != nil {
		re = t.regexp.String()
	}
	return fmt.Sprintf("%q %d %q %t %t %q %v %d %g %d %q %t %t %t", t.field, t.kind, t.pattern.key(), t.cased, t.number, re,
		t.network, t.compare, t.value, t.part, t.other, t.from, t.to, t.exists)
}

// key tells patterns apart, dashes from any dash included.
func (p pattern) key() string {
	var b strings.Builder
	for _, c := range p {
		fmt.Fprintf(&b, "%d%q", c.kind, c.text)
	}
	return b.String()
}

// groupable reports whether tests of the same field, case and kind can be one predicate.
func (t *test) groupable() bool {
	return (t.kind == testText || t.kind == testNetwork) && t.field != ""
}
