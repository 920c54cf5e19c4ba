// Package plain is the pipeline that one would write first, as a peer to measure against: a goroutine a core, encoding/json
// into map[string]any, rules parsed beforehand and tried one after the other, rows upserted into SQLite, 500 events a
// transaction. It is written with care – prepared statements, a write-ahead log, one writer – but without an index over the
// rules, a scanner of its own, or state in memory.
package plain

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Rule is one rule: an event matches when all of All hold and not all of Not do.
type Rule struct {
	Title    string
	All, Not []Test
}

// Test is one condition on a field, or on all strings of a record where the field is empty. Text is compared without regard
// to case.
type Test struct {
	Field  string   // names separated by dots
	How    string   // "", "contains", "startswith", "endswith", "re"
	Values []string // one must fit
}

// Compiled is a rule made ready.
type Compiled struct {
	Title    string
	all, not []test
}

type test struct {
	path   []string
	how    string
	values []string // in lower case
	res    []*regexp.Regexp
}

// Compile makes rules ready.
func Compile(rules []Rule) ([]Compiled, error) {
	all := make([]Compiled, len(rules))
	for i, r := range rules {
		all[i].Title = r.Title
		for _, part := range []struct {
			from []Test
			to   *[]test
		}{{r.All, &all[i].all}, {r.Not, &all[i].not}} {
			for _, t := range part.from {
				compiled, err := compile(t)
				if err != nil {
					return nil, fmt.Errorf("rule %q: %w", r.Title, err)
				}
				*part.to = append(*part.to, compiled)
			}
		}
	}
	return all, nil
}

func compile(t Test) (test, error) {
	c := test{how: t.How}
	if t.Field != "" {
		c.path = strings.Split(t.Field, ".")
	}
	for _, value := range t.Values {
		if t.How == "re" {
			re, err := regexp.Compile(value)
			if err != nil {
				return c, err
			}
			c.res = append(c.res, re)
		}
		c.values = append(c.values, strings.ToLower(value))
	}
	return c, nil
}

// Match reports whether an event matches.
func (r *Compiled) Match(event map[string]any) bool {
	for i := range r.all {
		if !r.all[i].holds(event) {
			return false
		}
	}
	for i := range r.not {
		if !r.not[i].holds(event) {
			return true
		}
	}
	return len(r.not) == 0
}

func (t *test) holds(event map[string]any) bool {
	if t.path == nil {
		return t.inside(event)
	}
	return t.at(event, t.path)
}

// at looks at a field, at any element of arrays on the way.
func (t *test) at(value any, path []string) bool {
	switch v := value.(type) {
	case []any:
		for _, one := range v {
			if t.at(one, path) {
				return true
			}
		}
	case map[string]any:
		if len(path) > 0 {
			member, ok := v[path[0]]
			return ok && t.at(member, path[1:])
		}
	case string:
		return len(path) == 0 && t.fits(v)
	case bool, float64:
		return len(path) == 0 && t.fits(fmt.Sprint(v))
	}
	return false
}

// inside looks at all strings.
func (t *test) inside(value any) bool {
	switch v := value.(type) {
	case []any:
		if slices.ContainsFunc(v, t.inside) {
			return true
		}
	case map[string]any:
		for _, one := range v {
			if t.inside(one) {
				return true
			}
		}
	case string:
		text := strings.ToLower(v)
		for _, value := range t.values {
			if strings.Contains(text, value) {
				return true
			}
		}
	}
	return false
}

func (t *test) fits(text string) bool {
	if t.how == "re" {
		for _, re := range t.res {
			if re.MatchString(text) {
				return true
			}
		}
		return false
	}
	if t.how == "" {
		for _, value := range t.values {
			if strings.EqualFold(text, value) {
				return true
			}
		}
		return false
	}
	text = strings.ToLower(text)
	for _, value := range t.values {
		if t.how == "contains" && strings.Contains(text, value) ||
			t.how == "startswith" && strings.HasPrefix(text, value) ||
			t.how == "endswith" && strings.HasSuffix(text, value) {
			return true
		}
	}
	return false
}
