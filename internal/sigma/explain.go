package sigma

import "tabard.dev/tabard"

// Matched is a value that a rule found, for showing it in the record.
type Matched struct {
	Field      string // as the rule calls it; "" for a keyword
	Path       string // where it is in the record
	Value      string
	Start, End int // its literal in the record; both 0 where it has no place of its own
}

// Explain gives the values for which a rule matches the record that the slots hold. It is for one look at a hit, not for
// every event.
func (m *Matcher) Explain(rule int, family string, slots *tabard.Slots, record []byte) []Matched {
	x := m.matching(family)
	if x == nil {
		return nil
	}
	x.begin(slots, record)
	var found []Matched
	for _, r := range x.rules {
		if r.rule == rule {
			found = x.explain(r.root, found)
		}
	}
	x.slots, x.record = nil, nil
	return found
}

func (x *matching) explain(at int32, found []Matched) []Matched {
	n := &x.nodes[at]
	if !x.eval(at) || n.kind == exprNot {
		return found
	}
	if n.kind != exprTest {
		for _, k := range x.kids[n.from:n.to] {
			found = x.explain(k, found)
		}
		return found
	}
	p := x.preds[n.from]
	if p.keyword >= 0 {
		return x.explainKeyword(p, found)
	}
	for _, slot := range p.slots {
		for v, ok := x.slots.First(x.base+int(slot)), x.slots.Has(x.base+int(slot)); ok; v, ok = x.slots.Next(v) {
			if p.kind == testExists || (v.Kind != tabard.NullValue && x.fits(p, slot, v, false)) {
				found = append(found, Matched{p.field, x.paths[slot], string(v.Text), v.Start, v.End})
				break
			}
		}
	}
	return found
}

func (x *matching) explainKeyword(p *predicate, found []Matched) []Matched {
	more := found
	look := func(text []byte) bool {
		if x.inText(p, text, x.fold(text)) {
			more = append(more, Matched{Value: string(text)})
			return false
		}
		return true
	}
	if x.scanner.EachString(x.record, look) != nil {
		look(x.record)
	}
	return more
}
