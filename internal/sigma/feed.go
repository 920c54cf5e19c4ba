package sigma

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"tabard.dev/tabard"
)

// feed counts a hit for a correlation that builds on the rule. Above is what a correlation that hit came to, nil for a
// plain rule; the event is nil where a window closed without one.
func (c *Correlator) feed(e *edge, o *Observed, above *Correlated, at int64, hits []Hit) []Hit {
	if !c.readGroup(e, o, above) || !c.measure(e, o, above) {
		return hits
	}
	l := &c.lists[e.to.at]
	c.key = appendKey(c.key[:0], e.to.id, c.values)
	g := c.groups[string(c.key)]
	if g == nil {
		g = c.open(l, string(c.key), slices.Clone(c.values))
	}
	added := -1
	for _, value := range c.measures {
		added = c.insert(l, g, entry{at: at, event: c.count, step: e.step, value: value})
	}
	if added < 0 {
		return hits
	}
	g.remember(at, e.step, o, above)
	c.touch(l, g)
	if l.of.defers {
		return hits
	}
	return c.judge(l, g, added, o, at, hits)
}

// readGroup gathers the values of the fields that group; false when one is not there.
func (c *Correlator) readGroup(e *edge, o *Observed, above *Correlated) bool {
	c.values = c.values[:0]
	for i := range e.to.groupBy {
		s := &e.by[i]
		if above != nil && s.above >= 0 {
			c.values = append(c.values, above.Values[s.above])
			continue
		}
		v, ok := c.firstValue(o, s)
		if !ok {
			return false
		}
		c.values = append(c.values, shortened(v.Text))
	}
	return true
}

// measure gathers what is counted or added up; false when the event does not have it.
func (c *Correlator) measure(e *edge, o *Observed, above *Correlated) bool {
	c.measures = c.measures[:0]
	fields := e.by[len(e.to.groupBy):]
	switch {
	case len(fields) == 0:
		c.measures = append(c.measures, uint64(e.step)) //nolint:gosec // small
	case len(fields) == 1 && above != nil && fields[0].above >= 0:
		c.measures = c.measured(e.to, tabard.Value{Kind: tabard.StringValue, Text: []byte(above.Values[fields[0].above])})
	case len(fields) == 1:
		c.eachValue(o, &fields[0], func(v tabard.Value) bool {
			c.measures = c.measured(e.to, v)
			return len(c.measures) < mostElements
		})
	default:
		h := uint64(0)
		for i := range fields {
			v, ok := c.firstValue(o, &fields[i])
			if !ok {
				return false
			}
			h = mix(h^uint64(i), hashText(v.Text))
		}
		c.measures = append(c.measures, h)
	}
	return len(c.measures) > 0
}

// mostElements bounds how many elements of one event's list are counted.
const mostElements = 256

// measured appends one value as the correlation takes it.
func (c *Correlator) measured(of *correlated, v tabard.Value) []uint64 {
	if of.kind == valueCount {
		return append(c.measures, hashText(v.Text))
	}
	if n, ok := number(v); ok {
		return append(c.measures, math.Float64bits(n))
	}
	return c.measures
}

// eachValue calls f with the values of a field, in the first place that has any, leaving out null, lists and objects.
func (c *Correlator) eachValue(o *Observed, s *source, f func(tabard.Value) bool) {
	if o == nil {
		return
	}
	slots, places, base := o.Slots, s.families[o.Family], 0
	if len(places) > 0 {
		base = c.base(o.Family)
	} else if slots, places = o.Words, s.families[FamilyEvent]; slots == nil {
		return
	}
	any := false
	for _, slot := range places {
		at := base + int(slot)
		for v, ok := slots.First(at), slots.Has(at); ok; v, ok = slots.Next(v) {
			if v.Kind == tabard.NullValue || v.Kind == tabard.ArrayValue || v.Kind == tabard.ObjectValue {
				continue
			}
			if any = true; !f(v) {
				return
			}
		}
		if any {
			return
		}
	}
}

func (c *Correlator) firstValue(o *Observed, s *source) (first tabard.Value, found bool) {
	c.eachValue(o, s, func(v tabard.Value) bool {
		first, found = v, true
		return false
	})
	return first, found
}

// longestValue bounds the values that are kept of a group.
const longestValue = 512

// shortened gives a value, a very long one by its start and its hash.
func shortened(text []byte) string {
	if len(text) <= longestValue {
		return string(text)
	}
	return strings.ToValidUTF8(string(text[:longestValue]), "") + "…" + strconv.FormatUint(hashText(text), 16)
}

// appendKey makes the key of a group: readable, and different for different values.
func appendKey(b []byte, id string, values []string) []byte {
	b = append(b, id...)
	for _, v := range values {
		b = append(b, '\x1f')
		for i := range len(v) {
			switch v[i] {
			case '\x1f':
				b = append(b, `\u`...)
			case 0:
				b = append(b, `\0`...)
			case '\\':
				b = append(b, `\\`...)
			default:
				b = append(b, v[i])
			}
		}
	}
	return b
}

// keyValues takes the values out of a key.
func keyValues(key string) (id string, values []string) {
	parts := strings.Split(key, "\x1f")
	unescape := strings.NewReplacer(`\u`, "\x1f", `\0`, "\x00", `\\`, `\`)
	for _, p := range parts[1:] {
		values = append(values, unescape.Replace(p))
	}
	return parts[0], values
}
