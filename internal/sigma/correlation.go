package sigma

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
)

// correlationType is what a correlation makes of the hits of other rules.
type correlationType string

// The types of correlation.
const (
	eventCount      correlationType = "event_count"
	valueCount      correlationType = "value_count"
	temporal        correlationType = "temporal"
	temporalOrdered correlationType = "temporal_ordered"
	valueSum        correlationType = "value_sum"
	valueAvg        correlationType = "value_avg"
	valuePercentile correlationType = "value_percentile"
	valueMedian     correlationType = "value_median"
)

// correlation is a rule over the hits of other rules.
type correlation struct {
	kind     correlationType
	rules    []string // ids or names
	groupBy  []string
	aliases  map[string]map[string]string // alias → rule → field
	timespan time.Duration
	bounds   []bound  // all must hold
	when     *expr    // a condition over rules instead: tests whose field is the rule
	fields   []string // what is counted or added up
	rank     float64  // percentile, 0 to 100
	generate bool
	line     int
}

// bound is one comparison with the number that a correlation comes to.
type bound struct {
	compare compare
	not     bool // neq
	value   float64
}

func (b bound) holds(x float64) bool { return b.compare.holds(x, b.value) != b.not }

// rising reports whether the number that is compared only ever grows within a window and every bound is a lower one, so that
// the correlation can fire as soon as it is met. Otherwise the window has to close first.
func (c *correlation) rising() bool {
	switch c.kind {
	case valueAvg, valuePercentile, valueMedian:
		return false
	case eventCount, valueCount, temporal, temporalOrdered, valueSum:
	}
	if c.when != nil {
		return !c.when.negates()
	}
	for _, b := range c.bounds {
		if b.not || (b.compare != greater && b.compare != greaterEqual) {
			return false
		}
	}
	return true
}

// readCorrelation reads the section of that name.
func readCorrelation(section keyed) (*correlation, error) {
	c := &correlation{line: section.line, rank: 50}
	list, err := entries(section.value, "correlation")
	if err != nil {
		return nil, err
	}
	var cond *yaml.Node
	for _, e := range list {
		switch e.key {
		case "type":
			err = c.readType(e)
		case "rules":
			c.rules, err = texts(e.value, "correlation.rules")
		case "group-by":
			c.groupBy, err = texts(e.value, "correlation.group-by")
		case "aliases":
			err = c.readAliases(e)
		case "timespan":
			err = c.readTimespan(e)
		case "generate":
			err = c.readGenerate(e)
		case "condition":
			cond = e.value
		default:
			err = refuse(e.line, e.key, "unknown key in correlation")
		}
		if err != nil {
			return nil, err
		}
	}
	if c.kind == "" {
		return nil, refuse(section.line, "type", "the correlation lacks")
	}
	if c.timespan == 0 {
		return nil, refuse(section.line, "timespan", "the correlation lacks")
	}
	if err := c.readCondition(cond); err != nil {
		return nil, err
	}
	return c, c.check()
}

func (c *correlation) readType(e keyed) error {
	word, err := text(e.value, "correlation.type")
	c.kind = correlationType(strings.ToLower(word))
	known := []correlationType{eventCount, valueCount, temporal, temporalOrdered, valueSum, valueAvg, valuePercentile, valueMedian}
	if err == nil && !slices.Contains(known, c.kind) {
		return refuse(e.line, word, "unknown type of correlation")
	}
	return err
}

func (c *correlation) readAliases(e keyed) error {
	list, err := entries(e.value, "correlation.aliases")
	if err != nil {
		return err
	}
	c.aliases = map[string]map[string]string{}
	for _, alias := range list {
		fields, err := entries(alias.value, "an alias")
		if err != nil {
			return err
		}
		c.aliases[alias.key] = map[string]string{}
		for _, f := range fields {
			if c.aliases[alias.key][f.key], err = text(f.value, "the field of an alias"); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *correlation) readTimespan(e keyed) error {
	word, err := text(e.value, "correlation.timespan")
	if err != nil {
		return err
	}
	units := map[byte]time.Duration{'s': time.Second, 'm': time.Minute, 'h': time.Hour, 'd': 24 * time.Hour, 'w': 7 * 24 * time.Hour}
	if word == "" || units[word[len(word)-1]] == 0 {
		return refuse(e.line, word, "timespan must be a number and s, m, h, d or w")
	}
	unit := units[word[len(word)-1]]
	n, err := strconv.ParseInt(word[:len(word)-1], 10, 64)
	if err != nil || n <= 0 || n > int64(366*24*time.Hour/unit) {
		return refuse(e.line, word, "timespan must be a number and s, m, h, d or w, and at most 366 days")
	}
	c.timespan = time.Duration(n) * unit
	return nil
}

func (c *correlation) readGenerate(e keyed) error {
	if e.value.Kind != yaml.ScalarNode || e.value.ShortTag() != "!!bool" {
		return refuse(e.line, brief(e.value), "generate must be true or false")
	}
	c.generate = strings.EqualFold(e.value.Value, "true")
	return nil
}

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

// check refuses what does not fit together.
func (c *correlation) check() error {
	counts := c.kind == eventCount || c.kind == temporal || c.kind == temporalOrdered
	if len(c.rules) == 0 {
		return refuse(c.line, "rules", "the correlation lacks")
	}
	for i, name := range c.rules {
		if slices.Contains(c.rules[:i], name) {
			return refuse(c.line, name, "the correlation names a rule twice")
		}
	}
	if !counts && len(c.fields) == 0 {
		return refuse(c.line, "field", "the condition of a %s correlation lacks", c.kind)
	}
	if counts && len(c.fields) > 0 {
		return refuse(c.line, "field", "the condition of a %s correlation takes no", c.kind)
	}
	if len(c.fields) > 1 && c.kind != valueCount {
		return refuse(c.line, c.fields[1], "only value_count takes several fields; this is one too many")
	}
	if c.kind != temporal && c.kind != temporalOrdered && len(c.bounds) == 0 {
		return refuse(c.line, "condition", "the correlation compares with no number in its")
	}
	if len(c.rules) > maxCorrelated {
		return refuse(c.line, c.rules[maxCorrelated], "a correlation can name %d rules, one too many is", maxCorrelated)
	}
	for _, alias := range sortedKeys(c.aliases) {
		if !slices.Contains(c.groupBy, alias) && !slices.Contains(c.fields, alias) {
			return refuse(c.line, alias, "the correlation does not use its alias")
		}
		for _, rule := range sortedKeys(c.aliases[alias]) {
			if !slices.Contains(c.rules, rule) {
				return refuse(c.line, rule, "an alias speaks of a rule that the correlation does not name")
			}
		}
	}
	return nil
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

// maxCorrelated bounds how many rules one correlation names.
const maxCorrelated = 64
