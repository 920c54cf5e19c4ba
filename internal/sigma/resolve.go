package sigma

import (
	"fmt"
	"slices"
	"strings"

	"tabard.dev/tabard"
)

// correlated is a compiled correlation.
type correlated struct {
	*correlation
	rule   int    // in the program
	id     string // tells its groups from those of other correlations, also after the rules changed
	at     int    // in the program's correlations, which stand behind those they build on
	span   int64  // µs
	defers bool   // fires when a window closes
}

// edge leads from a rule to a correlation that builds on it.
type edge struct {
	to   *correlated
	step int32
	by   []source // for the fields that group, then those that are counted
}

// source says where to find a field for an edge: by family in the event, or among what the correlation before grouped by.
type source struct {
	families map[string][]int32
	above    int // index in the group-by of the correlation before; -1 for none
}

// correlate finds the rules that correlations build on, and compiles the fields that they need.
func (p *Program) correlate() error {
	targets := map[int][]int{} // by correlation: rules it builds on, all of them
	for i, r := range p.rules {
		if r.correlation == nil {
			continue
		}
		p.correlations = append(p.correlations, &correlated{correlation: r.correlation, rule: i})
		for _, name := range r.correlation.rules {
			found, err := p.resolve(i, name)
			if err != nil {
				return err
			}
			targets[i] = append(targets[i], found...)
		}
	}
	if err := p.order(targets); err != nil {
		return err
	}
	p.edges = make([][]edge, len(p.rules))
	told := make([]bool, len(p.rules))
	taken := map[string]bool{}
	for at, c := range p.correlations {
		c.at = at
		c.prepare(p.rules[c.rule], taken)
		for step, name := range c.rules {
			found, err := p.resolve(c.rule, name)
			if err != nil {
				return err
			}
			for _, from := range found {
				told[from] = told[from] || c.generate
				p.silent[from] = true
				by, err := p.sources(c, name, from)
				if err != nil {
					return err
				}
				p.edges[from] = append(p.edges[from], edge{c, int32(step), by})
			}
		}
	}
	for i, t := range told {
		p.silent[i] = p.silent[i] && !t
	}
	return nil
}

// resolve finds the rules that a correlation calls by a name: first in its own file, else among all.
func (p *Program) resolve(correlation int, name string) ([]int, error) {
	self := &p.rules[correlation]
	var own, others []int
	var bodies []*body
	for i := range p.rules {
		r := &p.rules[i]
		if r.filter != nil || (r.ID != name && r.Name != name) {
			continue
		}
		if r.file == self.file {
			own = append(own, i)
			continue
		}
		others = append(others, i)
		if !slices.Contains(bodies, r.body) {
			bodies = append(bodies, r.body)
		}
	}
	switch {
	case len(own) > 0:
		return own, nil
	case len(bodies) > 1:
		return nil, p.located(correlation, refuse(self.correlation.line, name, "several rules have the name that the correlation uses"))
	case len(others) == 0:
		return nil, p.located(correlation, refuse(self.correlation.line, name, "the correlation names a rule that is not there"))
	}
	return others, nil
}

// order puts correlations behind those that they build on.
func (p *Program) order(targets map[int][]int) error {
	const open, done = 1, 2
	state := map[int]int{}
	byRule := map[int]*correlated{}
	for _, c := range p.correlations {
		byRule[c.rule] = c
	}
	var sorted []*correlated
	var visit func(rule int) error
	visit = func(rule int) error {
		c := byRule[rule]
		if c == nil || state[rule] == done {
			return nil
		}
		if state[rule] == open {
			return p.located(rule, refuse(c.line, p.rules[rule].ID, "the correlation builds on itself"))
		}
		state[rule] = open
		for _, t := range targets[rule] {
			if err := visit(t); err != nil {
				return err
			}
		}
		state[rule] = done
		sorted = append(sorted, c)
		return nil
	}
	for _, c := range slices.Clone(p.correlations) {
		if err := visit(c.rule); err != nil {
			return err
		}
	}
	p.correlations = sorted
	return nil
}

// prepare settles what can be settled before any event.
func (c *correlated) prepare(r Rule, taken map[string]bool) {
	c.span = c.timespan.Microseconds()
	c.defers = !c.rising()
	what := fmt.Sprint(c.kind, c.rules, c.groupBy, c.aliases, c.timespan, c.bounds, c.fields, c.rank)
	if c.when != nil {
		c.when.tests(func(t *test) { what += " " + t.field })
	}
	hash := tabard.Hash128(what)
	c.id = fmt.Sprintf("%s#%x", strings.ReplaceAll(r.ID, "\x1f", " "), hash[:4])
	for taken[c.id] {
		c.id += "'"
	}
	taken[c.id] = true
}

// sources says where the fields of a correlation are for the hits of one of its rules.
func (p *Program) sources(c *correlated, name string, from int) ([]source, error) {
	var all []source
	for _, field := range slices.Concat(c.groupBy, c.fields) {
		if alias, ok := c.aliases[field]; ok {
			if field, ok = alias[name]; !ok {
				return nil, p.located(c.rule, refuse(c.line, name, "an alias of the correlation has no field for its rule"))
			}
		}
		s := source{above: -1}
		below := p.rules[from].correlation
		if below != nil {
			s.above = slices.Index(below.groupBy, field)
		}
		s.families = map[string][]int32{}
		p.eventSlots(from, field, s.families)
		all = append(all, s)
	}
	return all, nil
}

// eventSlots finds a field in the events that a rule, or those that a correlation builds on, can hit.
func (p *Program) eventSlots(rule int, field string, into map[string][]int32) {
	r := &p.rules[rule]
	if r.correlation == nil {
		for _, name := range r.Families() {
			into[name] = p.family(name).slots(field)
		}
		return
	}
	for _, name := range r.correlation.rules {
		if found, err := p.resolve(rule, name); err == nil {
			for _, f := range found {
				p.eventSlots(f, field, into)
			}
		}
	}
}
