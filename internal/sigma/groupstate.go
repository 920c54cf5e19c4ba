package sigma

import (
	"math"
	"slices"
)

// entry is one hit that counts for a group.
type entry struct {
	at    int64  // µs
	event uint64 // number of the event among those observed
	value uint64 // what is counted, by hash; or the bits of what is added up
	step  int32  // which of the correlation's rules
}

// evidence is an event that can be shown.
type evidence struct {
	at     int64
	step   int32
	origin Origin
}

// mostEvidence bounds the evidence of a group.
const mostEvidence = 10

// groupState is what is remembered of one group of a correlation.
type groupState struct {
	key      string
	of       *correlated
	values   []string
	entries  []entry // by time, then by arrival
	evidence []evidence
	newest   int64  // µs: time of its newest event
	start    int64  // µs: where the window that will close starts
	closed   int64  // µs: up to where windows were closed
	deadline int64  // µs of the clock: when its window closes, or the group ends
	touched  uint64 // order among groups
	gone     bool   // forgotten
	prev     *groupState
	next     *groupState
}

// groupList is the groups of one correlation, by deadline.
type groupList struct {
	of     *correlated
	head   *groupState
	tail   *groupState
	late   int64 // µs
	most   int   // entries of a group
	enough bool  // more than that cannot change a judgement
}

const never = math.MaxInt64

// push appends a group to the list.
func (l *groupList) push(g *groupState) {
	g.prev, g.next = l.tail, nil
	if l.tail != nil {
		l.tail.next = g
	} else {
		l.head = g
	}
	l.tail = g
}

// remove takes a group out of the list.
func (l *groupList) remove(g *groupState) {
	if g.prev != nil {
		g.prev.next = g.next
	} else {
		l.head = g.next
	}
	if g.next != nil {
		g.next.prev = g.prev
	} else {
		l.tail = g.prev
	}
	g.prev, g.next = nil, nil
}

// open makes a group.
func (c *Correlator) open(l *groupList, key string, values []string) *groupState {
	for c.counters.Groups >= c.settings.MaxGroups || c.counters.Events >= c.settings.MaxEvents {
		if !c.evict() {
			break
		}
	}
	g := &groupState{key: key, of: l.of, values: values, newest: math.MinInt64, start: never, closed: math.MinInt64}
	c.groups[key] = g
	c.counters.Groups++
	c.place(l, g)
	return g
}

// place puts a new or moved group at the end of its list; the clock never goes back, so its deadline is the last.
func (c *Correlator) place(l *groupList, g *groupState) {
	g.deadline = c.clock + l.of.span + l.late
	c.touches++
	g.touched = c.touches
	l.push(g)
	c.nextAt = min(c.nextAt, g.deadline)
	c.mark(g)
}

// touch notes that a group changed. A group whose windows slide lives on from now; a window that will close does not.
func (c *Correlator) touch(l *groupList, g *groupState) {
	c.mark(g)
	if !l.of.defers {
		l.remove(g)
		c.place(l, g)
	}
	for c.counters.Events > c.settings.MaxEvents && c.evict() {
	}
}

// evict forgets the group that was touched longest ago.
func (c *Correlator) evict() bool {
	c.sort()
	var oldest *groupList
	for i := range c.lists {
		if l := &c.lists[i]; l.head != nil && (oldest == nil || l.head.touched < oldest.head.touched) {
			oldest = l
		}
	}
	if oldest == nil || c.counters.Groups < 2 {
		return false
	}
	c.counters.Evicted++
	c.end(oldest, oldest.head)
	return true
}

// end forgets a group.
func (c *Correlator) end(l *groupList, g *groupState) {
	l.remove(g)
	delete(c.groups, g.key)
	delete(c.dirty, g)
	c.removed[g.key] = true
	c.counters.Groups--
	c.counters.Events -= len(g.entries)
	g.entries, g.gone = nil, true
}

func (c *Correlator) mark(g *groupState) {
	c.dirty[g] = true
	c.headerDirty = true
	delete(c.removed, g.key)
}

// remember keeps where an event is, for the finding; of what is too much the oldest goes, but the last of each rule stays.
func (g *groupState) remember(at int64, step int32, o *Observed, above *Correlated) {
	if above != nil {
		for _, origin := range above.Evidence {
			g.keep(evidence{at, step, origin})
		}
		return
	}
	g.keep(evidence{at, step, o.Origin})
}

func (g *groupState) keep(e evidence) {
	i := len(g.evidence)
	for i > 0 && g.evidence[i-1].at > e.at {
		i--
	}
	g.evidence = slices.Insert(g.evidence, i, e)
	if len(g.evidence) <= mostEvidence {
		return
	}
	steps := map[int32]int{}
	for _, e := range g.evidence {
		steps[e.step]++
	}
	gone := 0
	for i, e := range g.evidence {
		if steps[e.step] > 1 {
			gone = i
			break
		}
	}
	g.evidence = slices.Delete(g.evidence, gone, gone+1)
}
