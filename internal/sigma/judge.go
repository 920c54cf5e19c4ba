package sigma

import (
	"time"
)

// judge says whether a correlation came true with the entry that was added to a group, whose windows slide.
func (c *Correlator) judge(l *groupList, g *groupState, added int, o *Observed, at int64, hits []Hit) []Hit {
	from, to, value, ok := c.window.around(g, added)
	if !ok {
		return hits
	}
	return c.hit(l, g, from, to, value, o, at, hits)
}

// hit appends a hit, and tells the correlations that build on it.
func (c *Correlator) hit(l *groupList, g *groupState, from, to int, value float64, o *Observed, at int64, hits []Hit) []Hit {
	first, last := g.entries[from].at, g.entries[to].at
	found := &Correlated{
		Key: g.key, Fields: l.of.groupBy, Values: g.values, Value: value,
		First: time.UnixMicro(first).UTC(), Last: time.UnixMicro(last).UTC(),
	}
	for _, e := range g.evidence {
		if e.at >= first && e.at <= last {
			found.Evidence = append(found.Evidence, e.origin)
		}
	}
	rule := l.of.rule
	hits = append(hits, Hit{Rule: rule, Silent: c.program.silent[rule], Group: found})
	edges := c.program.edges[rule]
	for i := range edges {
		hits = c.feed(&edges[i], o, found, at, hits)
	}
	return hits
}

// advance moves the clock and closes or ends what is due.
func (c *Correlator) advance(at int64, hits []Hit) []Hit {
	c.clock, c.headerDirty = at, true
	if at < c.nextAt {
		return hits
	}
	c.sort()
	for i := range c.lists {
		l := &c.lists[i]
		for g := l.head; g != nil && g.deadline <= at; g = l.head {
			if l.of.defers {
				hits = c.close(l, g, hits)
			} else {
				c.end(l, g)
			}
		}
	}
	c.nextAt = never
	for i := range c.lists {
		if g := c.lists[i].head; g != nil {
			c.nextAt = min(c.nextAt, g.deadline)
		}
	}
	return hits
}

// close judges the window of a group and goes on with the next.
func (c *Correlator) close(l *groupList, g *groupState, hits []Hit) []Hit {
	end := g.start + l.of.span
	n := 0
	for n < len(g.entries) && g.entries[n].at <= end {
		n++
	}
	if value, ok := c.window.whole(g, n); ok {
		c.count++
		hits = c.hit(l, g, 0, n-1, value, nil, g.entries[n-1].at, hits)
		if g.gone { // what builds on it made room
			return hits
		}
	}
	if n == len(g.entries) {
		c.end(l, g)
		return hits
	}
	g.entries = append(g.entries[:0], g.entries[n:]...)
	c.counters.Events -= n
	g.closed, g.start = end, g.entries[0].at
	l.remove(g)
	c.place(l, g)
	return hits
}
