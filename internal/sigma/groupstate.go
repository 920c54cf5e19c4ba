package sigma

import (
	"math"
	"slices"
	"sort"
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

// insert adds an entry in its place and gives the place, -1 when it came too late to count.
func (c *Correlator) insert(l *groupList, g *groupState, e entry) int {
	if e.at <= g.closed || (g.newest != math.MinInt64 && e.at < g.newest-l.of.span-l.late) {
		c.counters.Late++
		return -1
	}
	g.newest = max(g.newest, e.at)
	g.start = min(g.start, e.at)
	at := len(g.entries)
	if at > 0 && g.entries[at-1].at > e.at {
		at = sort.Search(at, func(i int) bool { return g.entries[i].at > e.at })
	}
	g.entries = slices.Insert(g.entries, at, e)
	c.counters.Events++
	return at - c.shorten(l, g, at)
}

// shorten drops what cannot count any more, or is too much, and says how many entries in front of the given one went.
func (c *Correlator) shorten(l *groupList, g *groupState, keep int) int {
	before := len(g.entries)
	gone := 0
	if !l.of.defers {
		old := sort.Search(len(g.entries), func(i int) bool { return g.entries[i].at >= g.newest-l.of.span-l.late })
		gone = min(old, keep)
		g.entries = append(g.entries[:0], g.entries[gone:]...)
		gone += g.thin(keep - gone)
	}
	if over := min(len(g.entries)-l.most, keep-gone); over > 0 {
		if !l.enough {
			c.counters.Dropped += uint64(over)
		}
		g.entries = append(g.entries[:0], g.entries[over:]...)
		gone += over
	}
	c.counters.Events -= before - len(g.entries)
	return gone
}

// thin drops entries between two of the same value that no window can hold without one of the two, around an entry that was
// added; it says how many in front of that entry went. For rules in order only neighbors can stand for each other.
func (g *groupState) thin(added int) int {
	switch g.of.kind {
	case valueCount, temporal:
	case temporalOrdered:
		return g.thinRun(added)
	case eventCount, valueSum, valueAvg, valuePercentile, valueMedian:
		return 0
	}
	value := g.entries[added].value
	before := g.find(added-1, -1, value)
	if before < 0 {
		return 0
	}
	first := g.find(before-1, -1, value)
	if first >= 0 && g.entries[added].at-g.entries[first].at <= g.of.span {
		g.entries = slices.Delete(g.entries, before, before+1)
		return 1
	}
	return 0
}

// find looks for an entry of the same value.
func (g *groupState) find(from, step int, value uint64) int {
	for i := from; i >= 0 && i < len(g.entries); i += step {
		if g.entries[i].value == value {
			return i
		}
	}
	return -1
}

// crowded is from how many entries on runs of hits of one rule are thinned where order counts: a hit of another rule that
// comes late, into the middle of the run, may then miss the one it belongs to.
const crowded = 256

func (g *groupState) thinRun(added int) int {
	if added < 2 || len(g.entries) < crowded {
		return 0
	}
	a, b, n := g.entries[added-2], g.entries[added-1], g.entries[added]
	if a.step == n.step && b.step == n.step && n.at-a.at <= g.of.span {
		g.entries = slices.Delete(g.entries, added-1, added)
		return 1
	}
	return 0
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
