package generic

import (
	"maps"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"tabard.dev/tabard"
)

// expr says where a text comes from: the first of several choices that gives one, then put through a table of values.
type expr struct {
	choices  []choice
	values   map[string]string
	fallback string // when no choice gives a text, or the table has no such value
	strict   bool   // a value that is not in the table is the fallback, not itself
	layout   string // of a time; "" for all that tabard.ParseTime reads
	unit     time.Duration
	path     string // the first path
}

// choice is a text with places that a record fills. It gives nothing when the record fills none of them.
type choice struct{ parts []part }

type part struct {
	slot int    // -1 for a text
	text string // what stands there
}

func (x *expr) empty() bool { return len(x.choices) == 0 && x.fallback == "" }

// expr gives what reads an expression into x.
func (m *mapping) expr(into *expr) func(*yaml.Node) error {
	return func(n *yaml.Node) error { return m.compile(n, into) }
}

// oneOf is an expression whose every value must be one of a few words.
func (m *mapping) oneOf(into *expr, what string, words ...string) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		// One of the words alone is that word, not a path.
		if n.Kind == yaml.ScalarNode && slices.Contains(words, n.Value) {
			into.fallback = n.Value
			return nil
		}
		if err := m.compile(n, into); err != nil {
			return err
		}
		into.strict = true
		if into.values == nil {
			into.values = make(map[string]string, len(words))
			for _, word := range words {
				into.values[word] = word
			}
		}
		for _, word := range append(slices.Sorted(maps.Values(into.values)), into.fallback) {
			if word == "" || slices.Contains(words, word) {
				continue
			}
			if near := nearest(word, words); near != "" {
				return wrong(n, "%s: %q is not one of its values, did you mean %q?", what, word, near)
			}
			return wrong(n, "%s: %q is none of %s", what, word, strings.Join(words, ", "))
		}
		return nil
	}
}

// compile reads an expression: a path; a template with ${path}; a list of those, of which the first counts that gives a text;
// or an object with path, template or const, and values and default.
func (m *mapping) compile(n *yaml.Node, into *expr) error {
	switch n.Kind {
	case yaml.ScalarNode:
		return m.addChoice(n, into)
	case yaml.SequenceNode:
		return list(n, func(n *yaml.Node) error { return m.addChoice(n, into) })
	}
	return object(n, "field", m.exprKeys(into))
}

func (m *mapping) exprKeys(into *expr) keys {
	choices := func(n *yaml.Node) error { return list(n, func(n *yaml.Node) error { return m.addChoice(n, into) }) }
	return keys{
		"path": choices, "template": choices,
		"const": func(n *yaml.Node) error {
			return text(&into.fallback)(n)
		},
		"default": func(n *yaml.Node) error { return text(&into.fallback)(n) },
		"values": func(n *yaml.Node) error {
			if n.Kind != yaml.MappingNode {
				return wrong(n, "values: the record's values and ours are wanted")
			}
			into.values = map[string]string{}
			for i := 0; i+1 < len(n.Content); i += 2 {
				into.values[n.Content[i].Value] = n.Content[i+1].Value
			}
			return nil
		},
	}
}

func (m *mapping) addChoice(n *yaml.Node, into *expr) error {
	if n.Kind != yaml.ScalarNode || n.Value == "" {
		return wrong(n, "a path or a template is wanted")
	}
	if !strings.Contains(n.Value, "${") {
		if into.path == "" {
			into.path = n.Value
		}
		into.choices = append(into.choices, choice{parts: []part{{slot: m.slot(n.Value)}}})
		return nil
	}
	var c choice
	rest := n.Value
	for rest != "" {
		literal, after, found := strings.Cut(rest, "${")
		if literal != "" {
			c.parts = append(c.parts, part{slot: -1, text: literal})
		}
		if !found {
			break
		}
		path, tail, closed := strings.Cut(after, "}")
		if !closed || path == "" {
			return wrong(n, "template %q: ${ without a path and }", n.Value)
		}
		if into.path == "" {
			into.path = path
		}
		c.parts = append(c.parts, part{slot: m.slot(path)})
		rest = tail
	}
	into.choices = append(into.choices, c)
	return nil
}

// units are the names of numeric time formats.
var units = map[string]time.Duration{"unix": time.Second, "unix_ms": time.Millisecond, "unix_us": time.Microsecond, "unix_ns": time.Nanosecond}

func (m *mapping) compileTime(n *yaml.Node, into *expr) error {
	if n.Kind != yaml.MappingNode {
		return m.compile(n, into)
	}
	known := m.exprKeys(into)
	delete(known, "values")
	known["format"] = func(n *yaml.Node) error {
		switch unit, ok := units[n.Value]; {
		case n.Value == "auto", n.Value == "rfc3339":
		case ok:
			into.unit = unit
		case strings.Contains(n.Value, "2006"): // a Go reference layout
			into.layout = n.Value
		default:
			return wrong(n, "time: format %q is none of auto, rfc3339, unix, unix_ms, unix_us, unix_ns, nor a layout with the year 2006", n.Value)
		}
		return nil
	}
	return object(n, "time", known)
}

// text evaluates an expression on a record.
func (x *expr) text(s *tabard.Slots) string {
	for _, c := range x.choices {
		found := c.text(s)
		if found == "" {
			continue
		}
		if ours, ok := x.values[found]; ok {
			return ours
		}
		if x.strict {
			break
		}
		return found
	}
	return x.fallback
}

func (c choice) text(s *tabard.Slots) string {
	if len(c.parts) == 1 {
		return scalar(s, c.parts[0].slot)
	}
	var b strings.Builder
	filled := false
	for _, p := range c.parts {
		if p.slot < 0 {
			b.WriteString(p.text)
			continue
		}
		value := scalar(s, p.slot)
		filled = filled || value != ""
		b.WriteString(value)
	}
	if !filled {
		return ""
	}
	return b.String()
}

// scalar is the text of the first value that is neither null nor empty nor an object or array.
func scalar(s *tabard.Slots, slot int) string {
	v := s.First(slot)
	for ok := v.Kind != tabard.NoValue; ok; v, ok = s.Next(v) {
		switch v.Kind {
		case tabard.StringValue, tabard.NumberValue, tabard.TrueValue, tabard.FalseValue:
			if len(v.Text) > 0 {
				return s.Intern(v.Text)
			}
		}
	}
	return ""
}

// at evaluates an expression as a time; the zero time when the record has none.
func (x *expr) at(s *tabard.Slots) (time.Time, error) {
	found := x.text(s)
	switch {
	case found == "":
		return time.Time{}, nil
	case x.layout != "":
		return time.Parse(x.layout, found)
	case x.unit != 0:
		return unixTime(found, x.unit)
	}
	return tabard.ParseTime([]byte(found))
}
