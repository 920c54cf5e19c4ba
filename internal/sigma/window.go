package sigma

import (
	"math"
	"slices"
)

// window measures what lies in a stretch of a group's entries. It is scratch memory.
type window struct {
	seen   map[uint64]int
	values []float64
}

// around finds a window that holds an entry and meets the correlation's condition: from and to are its first and last
// entries. Only what the entry can have changed is looked at.
func (w *window) around(g *groupState, added int) (from, to int, value float64, ok bool) {
	of := g.of
	if of.kind == temporalOrdered {
		return w.inOrder(g, added)
	}
	at := g.entries[added].at
	from = added
	for from > 0 && g.entries[from-1].at >= at-of.span {
		from--
	}
	first := from
	if of.kind == valueSum {
		w.addUp(g.entries[first:])
	}
	for to = added; to < len(g.entries) && g.entries[to].at <= at+of.span; to++ {
		for g.entries[from].at < g.entries[to].at-of.span {
			from++
		}
		if to+1 < len(g.entries) && g.entries[to+1].at <= g.entries[from].at+of.span {
			continue // the next window holds all of this one
		}
		if of.kind == valueSum {
			value = w.values[to+1-first] - w.values[from-first]
			ok = of.met(value)
		} else {
			value, ok = w.meets(g, from, to+1)
		}
		if ok {
			return from, to, value, true
		}
	}
	return 0, 0, 0, false
}

// addUp leaves in values the sum of the first n entries for each n.
func (w *window) addUp(entries []entry) {
	sum := 0.0
	w.values = append(w.values[:0], sum)
	for _, e := range entries {
		sum += math.Float64frombits(e.value)
		w.values = append(w.values, sum)
	}
}

// whole measures the first n entries, a window that closes.
func (w *window) whole(g *groupState, n int) (float64, bool) {
	if n == 0 {
		return 0, false
	}
	if g.of.kind == temporalOrdered {
		value := float64(w.chain(g, 0, n))
		return value, g.of.met(value)
	}
	return w.meets(g, 0, n)
}

// meets measures entries and compares with the condition.
func (w *window) meets(g *groupState, from, to int) (float64, bool) {
	if g.of.when != nil {
		return float64(w.distinct(g.entries[from:to])), w.true(g.of.when, g.of)
	}
	value := w.measure(g.of, g.entries[from:to])
	return value, g.of.met(value)
}

// met compares a number with the bounds; without any, all rules must have hit.
func (c *correlation) met(value float64) bool {
	if len(c.bounds) == 0 {
		return int(value) >= len(c.rules)
	}
	for _, b := range c.bounds {
		if !b.holds(value) {
			return false
		}
	}
	return true
}

func (w *window) measure(of *correlated, entries []entry) float64 {
	switch of.kind {
	case eventCount:
		return float64(len(entries))
	case valueCount, temporal, temporalOrdered:
		return float64(w.distinct(entries))
	case valueSum, valueAvg:
		sum := 0.0
		for _, e := range entries {
			sum += math.Float64frombits(e.value)
		}
		if of.kind == valueAvg {
			sum /= float64(len(entries))
		}
		return sum
	case valuePercentile, valueMedian:
	}
	return w.percentile(of.rank, entries)
}

// distinct counts the values among entries, and leaves them in seen.
func (w *window) distinct(entries []entry) int {
	if w.seen == nil {
		w.seen = map[uint64]int{}
	}
	clear(w.seen)
	for _, e := range entries {
		w.seen[e.value]++
	}
	return len(w.seen)
}

// percentile takes the value at a rank, between two values in proportion.
func (w *window) percentile(rank float64, entries []entry) float64 {
	w.values = w.values[:0]
	for _, e := range entries {
		w.values = append(w.values, math.Float64frombits(e.value))
	}
	slices.Sort(w.values)
	at := rank / 100 * float64(len(w.values)-1)
	low := int(at)
	if low+1 >= len(w.values) {
		return w.values[len(w.values)-1]
	}
	return w.values[low] + (at-float64(low))*(w.values[low+1]-w.values[low])
}

// true evaluates a condition over rules; seen holds the steps that hit.
func (w *window) true(e *expr, of *correlated) bool {
	switch e.kind {
	case exprTest:
		return w.seen[uint64(slices.Index(of.rules, e.test.field))] > 0 //nolint:gosec // it is there
	case exprNot:
		return !w.true(e.args[0], of)
	case exprAnd:
		for _, a := range e.args {
			if !w.true(a, of) {
				return false
			}
		}
		return true
	case exprOr:
	}
	return slices.ContainsFunc(e.args, func(a *expr) bool { return w.true(a, of) })
}

// inOrder looks for hits of the rules in their order, one behind the other within the timespan, the added entry among them.
func (w *window) inOrder(g *groupState, added int) (from, to int, value float64, ok bool) {
	of := g.of
	if len(of.bounds) == 0 {
		from, to = g.backward(added), g.forward(added)
		if from < 0 || to < 0 || g.entries[to].at-g.entries[from].at > of.span {
			return 0, 0, 0, false
		}
		return from, to, float64(len(of.rules)), true
	}
	at := g.entries[added].at
	for from = added; from > 0 && g.entries[from-1].at >= at-of.span; {
		from--
	}
	for to = added; to < len(g.entries) && g.entries[to].at <= at+of.span; to++ {
		for g.entries[from].at < g.entries[to].at-of.span {
			from++
		}
		if value = float64(w.chain(g, from, to+1)); of.met(value) {
			return from, to, value, true
		}
	}
	return 0, 0, 0, false
}

// backward finds the latest start of a chain that ends with an entry, -1 for none.
func (g *groupState) backward(at int) int {
	for step := g.entries[at].step; step > 0; step-- {
		event := g.entries[at].event
		for at--; at >= 0 && (g.entries[at].step != step-1 || g.entries[at].event == event); at-- {
		}
		if at < 0 {
			return -1
		}
	}
	return at
}

// forward finds the earliest end of a chain that starts with an entry, -1 for none.
func (g *groupState) forward(at int) int {
	last := int32(len(g.of.rules) - 1) //nolint:gosec // small
	for step := g.entries[at].step; step < last; step++ {
		event := g.entries[at].event
		for at++; at < len(g.entries) && (g.entries[at].step != step+1 || g.entries[at].event == event); at++ {
		}
		if at == len(g.entries) {
			return -1
		}
	}
	return at
}

// chain gives the length of the longest run of hits in the order of the rules, some left out, among entries.
func (w *window) chain(g *groupState, from, to int) int {
	best := make([]int, len(g.of.rules)) // by the rule a chain ends with
	longest := 0
	for i := from; i < to; {
		j := i
		for j < to && g.entries[j].event == g.entries[i].event {
			j++
		}
		next := map[int32]int{} // hits of one event do not follow each other
		for _, e := range g.entries[i:j] {
			n := 1
			for step := range e.step {
				n = max(n, best[step]+1)
			}
			next[e.step] = n
		}
		for step, n := range next {
			best[step] = max(best[step], n)
			longest = max(longest, n)
		}
		i = j
	}
	return longest
}
