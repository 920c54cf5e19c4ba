package sigma

import (
	"math"
	"slices"
	"sort"
)

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
