package sigma

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// search reads one search identifier: a map of fields, a list of maps or keywords, or one keyword.
func (p *Parser) search(n *yaml.Node) (*expr, error) {
	switch n.Kind {
	case yaml.MappingNode:
		return p.fields(n, "")
	case yaml.SequenceNode:
		if len(n.Content) == 0 {
			return nil, refuse(n.Line, "[]", "an empty list matches nothing")
		}
		args := make([]*expr, 0, len(n.Content))
		for _, c := range n.Content {
			e, err := p.search(c)
			if err != nil {
				return nil, err
			}
			args = append(args, e)
		}
		return anyOf(args...), nil
	case yaml.ScalarNode:
		return p.comparison("", nil, n.Line, []*yaml.Node{n})
	default: // documents and aliases do not get here
	}
	return nil, refuse(n.Line, brief(n), "not a search")
}

// fields reads a map of fields, all of which must match. The prefix is the path of a map around it.
func (p *Parser) fields(n *yaml.Node, prefix string) (*expr, error) {
	list, err := entries(n, "a search")
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, refuse(n.Line, "{}", "an empty map matches everything")
	}
	args := make([]*expr, 0, len(list))
	for _, e := range list {
		arg, err := p.field(e, prefix)
		if err != nil {
			return nil, err
		}
		args = append(args, arg)
	}
	return all(args...), nil
}

// longestField bounds the name of a field.
const longestField = 512

// field reads one "field|modifier: value".
func (p *Parser) field(e keyed, prefix string) (*expr, error) {
	names := strings.Split(e.key, "|")
	field, modifiers := names[0], names[1:]
	if strings.TrimSpace(field) != field || (field == "" && len(modifiers) == 0) || len(field)+len(prefix) > longestField {
		return nil, refuse(e.line, e.key, "not the name of a field")
	}
	if field != "" && prefix != "" {
		field = prefix + "." + field
	} else if prefix != "" {
		return nil, refuse(e.line, e.key, "keywords cannot stand inside a field")
	}
	switch e.value.Kind {
	case yaml.MappingNode:
		return p.inside(e, field, modifiers, []*yaml.Node{e.value})
	case yaml.SequenceNode:
		if len(e.value.Content) == 0 {
			return nil, refuse(e.line, e.key, "an empty list of values matches nothing")
		}
		if e.value.Content[0].Kind == yaml.MappingNode {
			return p.inside(e, field, modifiers, e.value.Content)
		}
		return p.comparison(field, modifiers, e.line, e.value.Content)
	default:
		return p.comparison(field, modifiers, e.line, []*yaml.Node{e.value})
	}
}

// inside reads maps that stand as values of a field: their keys are fields below it.
func (p *Parser) inside(e keyed, field string, modifiers []string, maps []*yaml.Node) (*expr, error) {
	if field == "" || len(modifiers) > 0 {
		return nil, refuse(e.line, e.key, "a map as a value takes no modifiers and needs a field")
	}
	args := make([]*expr, 0, len(maps))
	for _, m := range maps {
		if m.Kind != yaml.MappingNode {
			return nil, refuse(m.Line, brief(m), "maps and plain values cannot be mixed in the values of a field")
		}
		arg, err := p.fields(m, field)
		if err != nil {
			return nil, err
		}
		args = append(args, arg)
	}
	return anyOf(args...), nil
}

// comparison reads a field's modifiers and values. The field is "" for keywords.
func (p *Parser) comparison(field string, modifiers []string, line int, values []*yaml.Node) (*expr, error) {
	var chain []modifier
	every, negated := false, false
	for i, name := range modifiers {
		switch name {
		case "all":
			every = true
			continue
		case "neq":
			negated = true
			continue
		case "not":
			return nil, refuse(line, "not", "not a modifier; use neq, or not in the condition")
		}
		m, ok := modifierOf(name)
		if !ok {
			return nil, refuse(line, name, "unknown modifier")
		}
		if field == "" && needsField(name) {
			return nil, refuse(line, name, "this modifier needs a field")
		}
		if name == "exists" && i != len(modifiers)-1 {
			return nil, refuse(line, modifiers[i+1], "exists takes no other modifier")
		}
		chain = append(chain, m)
	}
	args := make([]*expr, 0, len(values))
	for _, v := range values {
		arg, err := p.value(field, chain, v)
		if err != nil {
			return nil, err
		}
		args = append(args, arg)
	}
	e := anyOf(args...)
	if every {
		e = all(args...)
	}
	if negated {
		e = not(e)
	}
	return e, nil
}

// needsField reports whether a modifier means nothing for keywords.
func needsField(name string) bool {
	switch name {
	case "exists", "fieldref", "cidr", "gt", "gte", "lt", "lte", "minute", "hour", "day", "week", "month", "year":
		return true
	}
	return false
}

// value applies the modifiers to one value.
func (p *Parser) value(field string, chain []modifier, n *yaml.Node) (*expr, error) {
	o, err := scalar(n)
	if err != nil {
		return nil, err
	}
	forms := one(o)
	for _, m := range chain {
		var next []operand
		for _, f := range forms {
			more, err := m(f, p)
			if err != nil {
				return nil, err
			}
			next = append(next, more...)
		}
		if len(next) > maxForms {
			return nil, refuse(n.Line, n.Value, "its modifiers give this value too many forms")
		}
		forms = next
	}
	args := make([]*expr, 0, len(forms))
	for i := range forms {
		t, err := forms[i].test(field)
		if err != nil {
			return nil, err
		}
		if field == "" {
			if t.kind == testNull || (t.kind == testText && len(t.pattern) == 0) {
				return nil, refuse(n.Line, n.Value, "an empty keyword is in every record")
			}
			if t.kind == testText && !forms[i].placed {
				t.pattern = t.pattern.opened(true, true)
			}
		}
		args = append(args, &expr{kind: exprTest, test: t})
	}
	return anyOf(args...), nil
}
