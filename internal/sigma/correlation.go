package sigma

import (
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

// maxCorrelated bounds how many rules one correlation names.
const maxCorrelated = 64
