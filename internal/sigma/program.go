package sigma

import (
	"slices"
)

// Program is a compiled set of rules. It never changes and may be shared.
type Program struct {
	rules        []Rule
	families     map[string]*family
	correlations []*correlated // each behind those it builds on
	edges        [][]edge      // of each rule, what builds on it
	silent       []bool        // rules that only feed correlations
	matches      []*expr       // what each rule asks for, filters included; nil for others
}

// family is the rules of one log family.
type family struct {
	name     string
	paths    []string // what rules read; slot i after the family's own slots
	pathAt   map[string]int32
	rules    []familyRule
	nodes    []node
	kids     []int32
	preds    []*predicate
	predAt   map[string]int32
	keywords []*predicate
	index    ruleIndex
}

// familyRule is one rule in one family.
type familyRule struct {
	rule int   // in the program
	root int32 // node
}

// node is a compiled expression. The kids of an inner one are kids[from:to]; a leaf's from is its predicate.
type node struct {
	kind     exprKind
	from, to int32
	cost     int
}

// Compile compiles rules. Filters narrow the rules that they name; correlations find their rules by name in their own file
// first, then by name or id among all. The order of the rules is the order of hits.
func Compile(rules []Rule) (*Program, error) {
	p := &Program{rules: slices.Clone(rules), families: map[string]*family{}, silent: make([]bool, len(rules))}
	for i := range rules {
		if rules[i].body == nil {
			return nil, refuse(0, rules[i].ID, "rule %d was not parsed", i)
		}
	}
	var err error
	if p.matches, err = p.applyFilters(); err != nil {
		return nil, err
	}
	for i, match := range p.matches {
		if match == nil {
			continue
		}
		for _, name := range p.rules[i].Families() {
			f := p.family(name)
			f.rules = append(f.rules, familyRule{rule: i, root: f.lower(match)})
		}
	}
	if err := p.correlate(); err != nil {
		return nil, err
	}
	if err := p.checkWords(); err != nil {
		return nil, err
	}
	for _, f := range p.families {
		f.index = f.newIndex()
	}
	return p, nil
}

func (p *Program) family(name string) *family {
	f := p.families[name]
	if f == nil {
		f = &family{name: name, pathAt: map[string]int32{}, predAt: map[string]int32{}}
		p.families[name] = f
	}
	return f
}

// applyFilters gives what each rule asks for, filters included; nil for correlations and filters.
func (p *Program) applyFilters() ([]*expr, error) {
	narrowed := make([]*expr, len(p.rules))
	for i, r := range p.rules {
		narrowed[i] = r.match
	}
	for i, r := range p.rules {
		if r.filter == nil {
			continue
		}
		p.silent[i] = true
		used := false
		for j, other := range p.rules {
			if narrowed[j] == nil || !r.Logsource.covers(other.Logsource) || !r.filter.concerns(&other) {
				continue
			}
			narrowed[j], used = all(narrowed[j], r.filter.match), true
		}
		if !used && r.filter.rules != nil {
			return nil, p.located(i, refuse(r.Line, r.filter.rules[0], "the filter %q narrows a rule that is not there", r.ID))
		}
	}
	return narrowed, nil
}

func (f *filter) concerns(r *Rule) bool {
	return f.rules == nil || slices.Contains(f.rules, r.ID) || (r.Name != "" && slices.Contains(f.rules, r.Name))
}

// compileError is an error about one rule of a program.
type compileError struct {
	rule int
	file string
	err  *Error
}

func (e *compileError) Error() string {
	if e.file == "" {
		return e.err.Error()
	}
	return e.file + ": " + e.err.Error()
}

func (e *compileError) Unwrap() error { return e.err }

// located says which rule an error is about.
func (p *Program) located(i int, err *Error) error {
	return &compileError{rule: i, file: p.rules[i].File, err: err}
}

// Rules gives the compiled rules; hits name them by their index.
func (p *Program) Rules() []Rule { return p.rules }

// Families gives the names of the log families that have rules, sorted.
func (p *Program) Families() []string {
	names := make([]string, 0, len(p.families))
	for name := range p.families {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// RuleFamilies gives the log families that a rule is for, those of the rules it builds on if it is a correlation.
func (p *Program) RuleFamilies(rule int) []string {
	r := &p.rules[rule]
	if r.correlation == nil {
		return r.Families()
	}
	var all []string
	for below, edges := range p.edges {
		for _, e := range edges {
			if e.to.rule == rule {
				all = append(all, p.RuleFamilies(below)...)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Paths gives the paths that the rules of a log family read. Whoever fills the slots has these in this order, one slot each,
// from a slot that [Program.Matcher] is told.
func (p *Program) Paths(name string) []string {
	if f := p.families[name]; f != nil {
		return slices.Clone(f.paths)
	}
	return nil
}

// slots gives the slots of a field, in all places where the family may have it.
func (f *family) slots(field string) []int32 {
	var all []int32
	for _, path := range places(f.name, field) {
		at, ok := f.pathAt[path]
		if !ok {
			at = int32(len(f.paths)) //nolint:gosec // bounded by the size of the rules
			f.pathAt[path] = at
			f.paths = append(f.paths, path)
		}
		all = append(all, at)
	}
	return all
}
