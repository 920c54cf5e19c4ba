package sigma

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// readCondition reads the bounds, or for temporal correlations a condition over the rules.
func (c *correlation) readCondition(n *yaml.Node) error {
	if n == nil {
		if c.kind != temporal && c.kind != temporalOrdered {
			return refuse(c.line, "condition", "the correlation lacks")
		}
		return nil // every rule must have hit
	}
	if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!str" {
		if c.kind != temporal && c.kind != temporalOrdered {
			return refuse(n.Line, n.Value, "only temporal correlations take a condition over rules, not")
		}
		return c.readWhen(n)
	}
	list, err := entries(n, "correlation.condition")
	if err != nil {
		return err
	}
	for _, e := range list {
		switch e.key {
		case "field":
			c.fields, err = texts(e.value, "condition.field")
		case "percentile":
			if c.kind != valuePercentile {
				return refuse(e.line, e.key, "only value_percentile takes")
			}
			if c.rank, err = decimal(e); err == nil && (c.rank < 0 || c.rank > 100) {
				err = refuse(e.line, brief(e.value), "a percentile is from 0 to 100, not")
			}
		default:
			err = c.readBound(e)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *correlation) readBound(e keyed) error {
	b := bound{}
	switch e.key {
	case "gt":
		b.compare = greater
	case "gte":
		b.compare = greaterEqual
	case "lt":
		b.compare = less
	case "lte":
		b.compare = lessEqual
	case "eq":
		b.compare = equal
	case "neq":
		b.compare, b.not = equal, true
	default:
		return refuse(e.line, e.key, "unknown key in the condition of a correlation")
	}
	var err error
	b.value, err = decimal(e)
	c.bounds = append(c.bounds, b)
	return err
}

// decimal reads a number.
func decimal(e keyed) (float64, error) {
	f, err := strconv.ParseFloat(brief(e.value), 64)
	if e.value.Kind != yaml.ScalarNode || err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return 0, refuse(e.line, brief(e.value), "%s must be a number", e.key)
	}
	return f, nil
}

// readWhen reads a condition over rules. Without a list of rules, those of the condition are meant.
func (c *correlation) readWhen(n *yaml.Node) error {
	var names []string
	named := map[string]*expr{}
	for _, word := range conditionTokens(n.Value) {
		if slices.Contains([]string{"and", "or", "not", "(", ")"}, strings.ToLower(word)) || named[word] != nil {
			continue
		}
		if len(c.rules) > 0 && !slices.Contains(c.rules, word) {
			return refuse(n.Line, word, "the condition names a rule that the correlation does not")
		}
		names = append(names, word)
		named[word] = &expr{kind: exprTest, test: &test{field: word, line: n.Line}}
	}
	for _, rule := range c.rules {
		if named[rule] == nil {
			return refuse(n.Line, rule, "the condition does not use a rule of the correlation")
		}
	}
	var err error
	c.when, err = condition(n.Value, n.Line, names, named)
	if err == nil && c.kind == temporalOrdered {
		if c.when.kind == exprOr || c.when.kind == exprNot || slices.ContainsFunc(c.when.args, func(e *expr) bool { return e.kind != exprTest }) {
			return refuse(n.Line, n.Value, "temporal_ordered takes a condition of rules and and only, not")
		}
		names, c.when = nil, nil
		for _, word := range conditionTokens(n.Value) {
			if named[word] != nil && !slices.Contains(names, word) {
				names = append(names, word)
			}
		}
	}
	c.rules = names
	return err
}
