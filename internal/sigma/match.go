package sigma

import (
	"slices"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/jsonscan"
)

// Hit says that a rule matched an event, or that a correlation came true with it.
type Hit struct {
	Rule   int         // index in [Program.Rules]
	Silent bool        // the rule only feeds correlations and is not to be reported by itself
	Group  *Correlated // for a correlation, what came together
}

// Matcher matches events against a program, for one goroutine.
type Matcher struct {
	program  *Program
	offset   func(family string) int
	families map[string]*matching
	last     *matching
	scanner  *jsonscan.Scanner
	words    *words // for rules over Tabard's own words
}

// matching is the scratch memory for one family.
type matching struct {
	*family
	base     int // slot of the family's first path
	epoch    uint32
	asked    []uint32   // of each rule, the epoch in which it was asked
	known    []uint32   // of each predicate, twice the epoch in which it was answered, plus one for yes
	machines []*machine // of each predicate that is a regular expression and was asked
	slots    *tabard.Slots
	record   []byte
	folded   []foldedText // of each slot's first value
	scratch  []byte
	scanner  *jsonscan.Scanner
	counts   []Stats

	keywordsAt   uint32 // the epoch in which the keywords were looked for
	keywordFound []bool
	onString     func([]byte) bool
}

type foldedText struct {
	epoch uint32
	text  []byte
}

// Matcher makes a matcher. The offset is the slot of the first of a family's [Program.Paths].
func (p *Program) Matcher(offset func(family string) int) *Matcher {
	return &Matcher{
		program: p, offset: offset, families: map[string]*matching{}, scanner: jsonscan.NewScanner(jsonscan.Limits{}),
	}
}

// Match appends the rules that match a record of a family, in the order of the rules. The slots hold the record's fields;
// the record itself is read only for keywords. It allocates nothing for a record that no rule matches.
func (m *Matcher) Match(family string, slots *tabard.Slots, record []byte, hits []Hit) []Hit {
	x := m.last
	if x == nil || x.name != family {
		if x = m.matching(family); x == nil {
			return hits
		}
		m.last = x
	}
	return x.match(m.program, slots, record, hits)
}

// matching finds the scratch memory of a family, nil for one without rules.
func (m *Matcher) matching(name string) *matching {
	if x, ok := m.families[name]; ok {
		return x
	}
	f := m.program.families[name]
	if f == nil {
		m.families[name] = nil
		return nil
	}
	x := &matching{
		family: f, asked: make([]uint32, len(f.rules)), known: make([]uint32, len(f.preds)), machines: make([]*machine, len(f.preds)),
		folded: make([]foldedText, len(f.paths)), counts: make([]Stats, len(f.rules)),
		keywordFound: make([]bool, len(f.keywords)), scanner: m.scanner,
	}
	if name != FamilyEvent {
		x.base = m.offset(name)
	}
	x.onString = x.keywordsIn
	m.families[name] = x
	return x
}

func (x *matching) match(p *Program, slots *tabard.Slots, record []byte, hits []Hit) []Hit {
	x.begin(slots, record)
	first := len(hits)
	for i := range x.index.values {
		hits = x.byValue(p, &x.index.values[i], hits)
	}
	for i := range x.index.texts {
		hits = x.byText(p, &x.index.texts[i], hits)
	}
	for i := range x.index.present {
		if at := &x.index.present[i]; slots.Has(x.base + at.slot) {
			hits = x.ask(p, at.rules, hits)
		}
	}
	if len(x.index.keywords) > 0 && x.lookForKeywords() {
		hits = x.ask(p, x.index.keywords, hits)
	}
	if len(x.index.always) > 0 {
		hits = x.ask(p, x.index.always, hits)
	}
	if len(hits) > first+1 {
		slices.SortFunc(hits[first:], func(a, b Hit) int { return a.Rule - b.Rule })
	}
	x.slots, x.record = nil, nil
	return hits
}

// begin makes ready for another record.
func (x *matching) begin(slots *tabard.Slots, record []byte) {
	x.slots, x.record, x.scratch = slots, record, x.scratch[:0]
	if x.epoch++; x.epoch == 1<<31 {
		x.epoch, x.keywordsAt = 1, 0
		clear(x.asked)
		clear(x.known)
		clear(x.folded)
	}
}

// byValue asks the rules that want the values of a slot.
func (x *matching) byValue(p *Program, at *valueIndex, hits []Hit) []Hit {
	slot := x.base + at.slot
	if !x.slots.Has(slot) {
		return hits
	}
	for v, ok := x.slots.First(slot), true; ok; v, ok = x.slots.Next(v) {
		h, ascii := hashFolded(v.Text)
		if !ascii {
			h = hashText(x.fold(v.Text))
		}
		if rules := at.table.find(h); rules != nil {
			hits = x.ask(p, rules, hits)
		}
		if v.Kind == tabard.NumberValue && !plainInteger(v.Text) {
			if canon, _, ok := canonical(string(v.Text)); ok {
				hits = x.ask(p, at.table.find(hashText([]byte(canon))), hits)
			}
		}
	}
	return hits
}

// byText asks the rules that want a text which a slot's values hold.
func (x *matching) byText(p *Program, at *textIndex, hits []Hit) []Hit {
	slot := x.base + at.slot
	if !x.slots.Has(slot) {
		return hits
	}
	for v, ok := x.slots.First(slot), true; ok; v, ok = x.slots.Next(v) {
		text := v.Text
		if _, ascii := foldedAlready(text); !ascii {
			text = x.fold(text)
		}
		more := true
		for state := uint32(0); more; {
			if state, text, more = at.automaton.step(state, text); more {
				for _, found := range at.automaton.at(state) {
					hits = x.ask(p, at.rules[found], hits)
				}
			}
		}
		if v.Kind == tabard.NumberValue && !plainInteger(v.Text) { // its other spelling could hold the text
			for _, rules := range at.rules {
				hits = x.ask(p, rules, hits)
			}
		}
	}
	return hits
}

// ask evaluates rules that were not evaluated for this record yet.
func (x *matching) ask(p *Program, rules []int32, hits []Hit) []Hit {
	for _, r := range rules {
		if x.asked[r] == x.epoch {
			continue
		}
		x.asked[r] = x.epoch
		if x.judge(r) {
			rule := x.rules[r].rule
			hits = append(hits, Hit{Rule: rule, Silent: p.silent[rule]})
		}
	}
	return hits
}

// fold gives text folded; it lives until the next record.
func (x *matching) fold(text []byte) []byte {
	folded, ascii := foldedAlready(text)
	if folded {
		return text
	}
	if cap(x.scratch)-len(x.scratch) < len(text) {
		x.scratch = make([]byte, 0, max(2*cap(x.scratch), 2*len(text), 4096)) // what was handed out keeps the old block
	}
	at := len(x.scratch)
	x.scratch = appendFolded(x.scratch, text, ascii)
	return x.scratch[at:]
}

// foldedFirst is fold for the first value of a slot, which several predicates may look at.
func (x *matching) foldedFirst(slot int32, text []byte) []byte {
	f := &x.folded[slot]
	if f.epoch != x.epoch {
		f.epoch, f.text = x.epoch, x.fold(text)
	}
	return f.text
}
