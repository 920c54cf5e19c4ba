package sigma

import (
	"fmt"
	"math"
	"slices"
)

// planned is one hit that a correlation needs.
type planned struct {
	rule  string
	value any
}

// plan says which rules have to hit.
func (c *correlation) plan() []planned {
	switch c.kind {
	case eventCount, valueCount:
		var plan []planned
		for i := range min(max(1, int(c.wanted())), mostPlanned+1) {
			plan = append(plan, planned{c.rules[i%len(c.rules)], fmt.Sprint("value ", i)})
		}
		return plan
	case temporal, temporalOrdered:
		return c.planTemporal()
	case valueSum, valueAvg, valuePercentile, valueMedian:
	}
	return []planned{{c.rules[0], rawNumber(formatNumber(c.wanted()))}}
}

// mostPlanned bounds a stream that is made for a proof.
const mostPlanned = 20_000

// wanted gives the lowest number near the bounds that meets them, from 1 on where that can be.
func (c *correlation) wanted() float64 {
	near := []float64{1}
	for _, b := range c.bounds {
		whole := math.Floor(b.value)
		near = append(near, whole-1, whole, whole+1, b.value, b.value-0.5, b.value+0.5)
	}
	slices.Sort(near)
	for _, least := range []float64{1, math.Inf(-1)} {
		for _, n := range near {
			if n >= least && c.met(n) {
				return n
			}
		}
	}
	return 1
}

func (c *correlation) planTemporal() []planned {
	names := c.rules
	switch {
	case c.when != nil:
		names = nil
		for _, constraints := range options(c.when, true) {
			for _, k := range constraints {
				if k.want && !slices.Contains(names, k.field) {
					names = append(names, k.field)
				}
			}
			if len(names) > 0 {
				break
			}
		}
	case len(c.bounds) > 0:
		names = names[:min(len(names), max(1, int(c.wanted())))]
	}
	plan := make([]planned, len(names))
	for i, name := range names {
		plan[i] = planned{rule: name}
	}
	return plan
}
