package sigma

import (
	"slices"

	"go.yaml.in/yaml/v4"
)

// sections reads what the rule does.
func (p *Parser) sections(r *Rule, sections map[string]keyed) error {
	var err error
	kinds := 0
	for _, kind := range []string{"detection", "correlation", "filter"} {
		if _, ok := sections[kind]; ok {
			kinds++
		}
	}
	switch {
	case kinds == 0:
		return refuse(r.Line, "detection", "the rule has nothing to look for; it lacks")
	case kinds > 1:
		return refuse(r.Line, "detection", "a rule is either a detection, a correlation or a filter; it has more than")
	}
	source, sourced := sections["logsource"]
	if sourced {
		if r.Logsource, err = readLogsource(source); err != nil {
			return err
		}
	}
	if c, ok := sections["correlation"]; ok {
		r.correlation, err = readCorrelation(c)
		return err
	}
	if !sourced {
		return refuse(r.Line, "logsource", "the rule does not say which log it is for; it lacks")
	}
	if f, ok := sections["filter"]; ok {
		return p.readFilter(r, f)
	}
	r.match, err = p.detection(sections["detection"].value, "detection", nil)
	return err
}

// readFilter reads the section of a filter.
func (p *Parser) readFilter(r *Rule, e keyed) error {
	f := &filter{}
	list, err := entries(e.value, "filter")
	if err != nil {
		return err
	}
	at := slices.IndexFunc(list, func(e keyed) bool { return e.key == "rules" })
	if at < 0 {
		return refuse(e.line, "rules", "the filter does not say which rules it narrows; it lacks")
	}
	if f.rules, err = texts(list[at].value, "filter.rules"); err != nil {
		return err
	}
	if len(f.rules) == 0 || (len(f.rules) == 1 && (f.rules[0] == "any" || f.rules[0] == "all")) {
		f.rules = nil
	}
	f.match, err = p.detection(e.value, "filter", []string{"rules"})
	r.filter = f
	return err
}

// detection reads named searches and the condition over them.
func (p *Parser) detection(n *yaml.Node, what string, skip []string) (*expr, error) {
	list, err := entries(n, what)
	if err != nil {
		return nil, err
	}
	var conditions *yaml.Node
	var names []string
	named := map[string]*expr{}
	for _, e := range list {
		switch {
		case e.key == "condition":
			conditions = e.value
		case e.key == "timeframe":
			return nil, refuse(e.line, "timeframe", "not part of Sigma any more; write a correlation rule")
		case slices.Contains(skip, e.key):
		default:
			if named[e.key], err = p.search(e.value); err != nil {
				return nil, err
			}
			names = append(names, e.key)
		}
	}
	if conditions == nil {
		return nil, refuse(n.Line, "condition", "%s has no", what)
	}
	if len(names) == 0 {
		return nil, refuse(n.Line, what, "there is no search in")
	}
	sources := []*yaml.Node{conditions}
	if conditions.Kind == yaml.SequenceNode {
		sources = conditions.Content
	}
	var args []*expr
	for _, source := range sources {
		words, err := text(source, "the condition")
		if err != nil {
			return nil, err
		}
		arg, err := condition(words, source.Line, names, named)
		if err != nil {
			return nil, err
		}
		args = append(args, arg)
	}
	if len(args) == 0 {
		return nil, refuse(conditions.Line, "[]", "empty condition")
	}
	return anyOf(args...), nil
}
