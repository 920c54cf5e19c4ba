package sigma

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/jsonscan"
)

// Sample is a generated record.
type Sample struct {
	Family string
	Record []byte
	Time   time.Time
}

// Proof shows that a rule can fire and can stay quiet: records made from the rule that it fires on, one for each log family,
// and the same with one field changed that it does not fire on. For a correlation, what fires is a stream of records, and so
// is each one that stays quiet.
type Proof struct {
	Fires   []Sample
	Quiet   [][]Sample
	Changed []string // the field that was changed in each of Quiet
}

// prover tries generated records on a program.
type prover struct {
	program *Program
	matcher *Matcher
	tries   map[string]*jsonscan.Trie
	slots   map[string]*tabard.Slots
	hits    []Hit
}

// newProver makes one for one goroutine.
func (p *Program) newProver() (*prover, error) {
	v := &prover{
		program: p, matcher: p.Matcher(func(string) int { return 0 }),
		tries: map[string]*jsonscan.Trie{}, slots: map[string]*tabard.Slots{},
	}
	for name, f := range p.families {
		trie, err := jsonscan.Compile(f.paths)
		if err != nil {
			return nil, fmt.Errorf("paths of the rules for %s: %w", name, err)
		}
		v.tries[name], v.slots[name] = trie, tabard.NewSlots(len(f.paths), nil)
	}
	return v, nil
}

// Prove generates a proof of a rule of the program, by its index. An error says that no such records were found.
func (p *Program) Prove(rule int) (Proof, error) {
	v, err := p.newProver()
	if err != nil {
		return Proof{}, err
	}
	return v.prove(rule)
}

func (v *prover) prove(rule int) (Proof, error) {
	r := &v.program.rules[rule]
	switch {
	case r.filter != nil:
		return Proof{}, refuse(r.Line, r.ID, "a filter finds nothing by itself")
	case r.correlation != nil:
		return v.correlation(rule)
	}
	var proof Proof
	for _, family := range r.Families() {
		a, err := v.firing(rule, family, nil)
		if err != nil {
			return Proof{}, err
		}
		proof.Fires = append(proof.Fires, Sample{family, a.record(), proofStart})
		for _, field := range sortedKeys(v.fields(rule)) {
			if quiet, ok := v.quiet(rule, family, a, field); ok {
				proof.Quiet = append(proof.Quiet, []Sample{{family, quiet.record(), proofStart}})
				proof.Changed = append(proof.Changed, field)
			}
		}
	}
	if len(proof.Quiet) == 0 {
		return proof, refuse(r.Line, r.ID, "no change of one field keeps the rule quiet")
	}
	return proof, nil
}

// proofStart is the time of the first record of a proof.
var proofStart = time.Date(2026, 1, 2, 3, 0, 0, 0, time.UTC)

// mostOptions bounds how many ways to meet a rule are tried.
const mostOptions = 128

// firing finds a record that a rule fires on and that has the given values too.
func (v *prover) firing(rule int, family string, given map[string]any) (assignment, error) {
	for _, constraints := range options(v.program.matches[rule], true) {
		for _, filler := range []string{"", "x", "7", "Ab1"} {
			for _, asList := range []bool{false, true} {
				a, ok := assign(constraints, filler, asList, given)
				if ok && v.fires(rule, family, a) {
					return a, nil
				}
			}
		}
	}
	r := &v.program.rules[rule]
	return nil, refuse(r.Line, r.ID, "no record was found that the rule fires on")
}

// fires tries a record.
func (v *prover) fires(rule int, family string, a assignment) bool {
	hits, ok := v.try(family, a.record())
	return ok && slices.ContainsFunc(hits, func(h Hit) bool { return h.Rule == rule })
}

func (v *prover) try(family string, record []byte) ([]Hit, bool) {
	slots := v.slots[family]
	slots.Reset()
	if v.tries[family].Scan(record, slots) != nil {
		return nil, false
	}
	v.hits = v.matcher.Match(family, slots, record, v.hits[:0])
	return v.hits, true
}

// fields gives the fields a rule asks about, with tests of each.
func (v *prover) fields(rule int) map[string][]*test {
	fields := map[string][]*test{}
	v.program.matches[rule].tests(func(t *test) {
		fields[t.field] = append(fields[t.field], t)
		if t.other != "" {
			fields[t.other] = append(fields[t.other], t)
		}
	})
	return fields
}

// quiet changes one field so that the rule does not fire any more.
func (v *prover) quiet(rule int, family string, fires assignment, field string) (assignment, bool) {
	tests := v.fields(rule)[field]
	values := []any{"something else", rawNumber("0"), absent{}, "", rawNumber("123456789"), "2001-01-01T00:00:00Z", nil}
	for _, t := range tests {
		if t.kind == testNumber {
			values = append(values, rawNumber(formatNumber(t.value-1)), rawNumber(formatNumber(t.value+1)))
		}
		values = append(values, t.instance("x"))
		if t.kind == testField {
			other := t.other
			if other == field {
				other = t.field
			}
			values = append(values, fires[other])
		}
	}
	for _, value := range values {
		changed := maps.Clone(fires)
		changed[field] = value
		if value != nil || fires[field] != nil {
			if !v.fires(rule, family, changed) {
				return changed, true
			}
		}
	}
	return nil, false
}

// options gives constraints that make an expression true, or false: one list for each way, up to a limit.
func options(e *expr, want bool) [][]constraint {
	switch {
	case e.kind == exprTest:
		return [][]constraint{{{e.test, want}}}
	case e.kind == exprNot:
		return options(e.args[0], !want)
	case (e.kind == exprAnd) == want:
		sum := [][]constraint{nil}
		for _, a := range e.args {
			var next [][]constraint
			for _, b := range options(a, want) {
				for _, s := range sum {
					if len(next) < mostOptions {
						next = append(next, slices.Concat(s, b))
					}
				}
			}
			sum = next
		}
		return sum
	}
	var all [][]constraint
	for _, a := range e.args {
		for _, o := range options(a, want) {
			if len(all) < mostOptions {
				all = append(all, o)
			}
		}
	}
	return all
}
