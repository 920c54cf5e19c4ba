package sigma

import (
	"net/netip"
	"strconv"

	"tabard.dev/tabard"
)

// eval says whether an expression is true of the record.
func (x *matching) eval(at int32) bool {
	n := &x.nodes[at]
	switch n.kind {
	case exprTest:
		return x.answer(n.from)
	case exprNot:
		return !x.eval(x.kids[n.from])
	case exprAnd, exprOr:
	}
	settles := n.kind == exprOr // one kid with this outcome settles it
	for _, k := range x.kids[n.from:n.to] {
		if x.eval(k) == settles {
			return settles
		}
	}
	return !settles
}

// answer asks a predicate, once for each record.
func (x *matching) answer(at int32) bool {
	if k := x.known[at]; k>>1 == x.epoch {
		return k&1 == 1
	}
	yes := x.holds(x.preds[at])
	x.known[at] = x.epoch << 1
	if yes {
		x.known[at]++
	}
	return yes
}

// holds says whether a predicate is true of the record.
func (x *matching) holds(p *predicate) bool {
	switch {
	case p.keyword >= 0:
		x.lookForKeywords()
		return x.keywordFound[p.keyword]
	case p.kind == testExists:
		return x.present(p) == p.exists
	case p.kind == testNull:
		return x.null(p)
	}
	for _, slot := range p.slots {
		if !x.slots.Has(x.base + int(slot)) {
			continue
		}
		first := true
		for v, ok := x.slots.First(x.base+int(slot)), true; ok; v, ok = x.slots.Next(v) {
			if v.Kind != tabard.NullValue && x.fits(p, slot, v, first) {
				return true
			}
			first = false
		}
	}
	return false
}

// present reports whether the field is anywhere, JSON null included.
func (x *matching) present(p *predicate) bool {
	for _, slot := range p.slots {
		if x.slots.Has(x.base + int(slot)) {
			return true
		}
	}
	return false
}

// null reports whether the field, in each place where it may be, is absent or JSON null.
func (x *matching) null(p *predicate) bool {
	for _, slot := range p.slots {
		at := x.base + int(slot)
		null := !x.slots.Has(at)
		for v, ok := x.slots.First(at), !null; ok && !null; v, ok = x.slots.Next(v) {
			null = v.Kind == tabard.NullValue
		}
		if !null {
			return false
		}
	}
	return true
}

// fits says whether one value is what the predicate asks for.
func (x *matching) fits(p *predicate, slot int32, v tabard.Value, first bool) bool {
	switch p.kind {
	case testText:
		if !p.cased {
			if first {
				return p.textFits(x.foldedFirst(slot, v.Text)) || x.otherSpelling(p, v)
			}
			return p.textFits(x.fold(v.Text)) || x.otherSpelling(p, v)
		}
		return p.textFits(v.Text) || x.otherSpelling(p, v)
	case testRegexp:
		return x.found(p, v.Text)
	case testNetwork:
		return v.Kind == tabard.StringValue && p.networkFits(v.Text)
	case testNumber:
		n, ok := number(v)
		return ok && p.compare.holds(n, p.number)
	case testPart:
		n, ok := p.part.of(v)
		return ok && p.compare.holds(float64(n), p.number)
	case testField:
		return x.fieldFits(p, v)
	case testExists, testNull:
	}
	return false
}

// otherSpelling compares a number that is not written the usual way by the usual one.
func (x *matching) otherSpelling(p *predicate, v tabard.Value) bool {
	if v.Kind != tabard.NumberValue || plainInteger(v.Text) {
		return false
	}
	canon, _, ok := canonical(string(v.Text))
	return ok && p.textFits([]byte(canon))
}

// textFits compares a text, folded unless the predicate is cased.
func (p *predicate) textFits(text []byte) bool {
	if p.values != nil {
		if _, ok := p.values[string(text)]; ok {
			return true
		}
	}
	for i := range p.matchers {
		if p.matchers[i].matches(text) {
			return true
		}
	}
	return false
}

// inText says whether a keyword is in a string.
func (x *matching) inText(p *predicate, text, folded []byte) bool {
	if p.kind == testRegexp {
		return x.found(p, text)
	}
	if p.cased {
		return p.textFits(text)
	}
	return p.textFits(folded)
}

func (p *predicate) networkFits(text []byte) bool {
	if len(text) == 0 || len(text) > 64 || (text[0] != ':' && hexDigit(text[0]) < 0) {
		return false
	}
	a, err := netip.ParseAddr(unsafeString(text))
	if err != nil {
		return false
	}
	a = a.Unmap().WithZone("")
	for _, n := range p.networks {
		if n.Contains(a) {
			return true
		}
	}
	return false
}

// found says whether a regular expression matches in a text.
func (x *matching) found(p *predicate, text []byte) bool {
	m := x.machines[p.at]
	if m == nil {
		m = newMachine(p.regexp.String())
		x.machines[p.at] = m
	}
	if yes, known := m.match(text); known {
		return yes
	}
	return p.regexp.Match(text)
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f', c >= 'A' && c <= 'F':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// number reads a value as a number: a JSON number, or a string that is one.
func number(v tabard.Value) (float64, bool) {
	if v.Kind != tabard.NumberValue && v.Kind != tabard.StringValue {
		return 0, false
	}
	if len(v.Text) == 0 || len(v.Text) > 64 || !looksNumber(unsafeString(v.Text)) {
		return 0, false
	}
	n, err := strconv.ParseFloat(unsafeString(v.Text), 64)
	return n, err == nil
}

// fieldFits compares a value with those of another field.
func (x *matching) fieldFits(p *predicate, v tabard.Value) bool {
	for _, slot := range p.others {
		if !x.slots.Has(x.base + int(slot)) {
			continue
		}
		for o, ok := x.slots.First(x.base+int(slot)), true; ok; o, ok = x.slots.Next(o) {
			if o.Kind != tabard.NullValue && x.sameText(p, v.Text, o.Text) {
				return true
			}
		}
	}
	return false
}

func (x *matching) sameText(p *predicate, text, other []byte) bool {
	if !p.cased {
		text, other = x.fold(text), x.fold(other)
	}
	m := matcher{text: unsafeString(other)}
	switch {
	case p.from && p.to:
		m.how = howContains
	case p.from:
		m.how = howPrefix
	case p.to:
		m.how = howSuffix
	}
	return m.matches(text)
}
