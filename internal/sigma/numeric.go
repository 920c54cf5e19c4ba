package sigma

import (
	"fmt"
	"math"
	"slices"

	"tabard.dev/tabard"
)

// numberFor gives a number that meets all comparisons.
func numberFor(constraints []constraint) (any, bool) {
	for _, c := range constraints {
		for _, step := range []float64{0, 1, -1, 0.5, -0.5} {
			n := c.value + step
			if !slices.ContainsFunc(constraints, func(o constraint) bool { return o.compare.holds(n, o.value) != o.want }) {
				return rawNumber(formatNumber(n)), true
			}
		}
	}
	return nil, false
}

func formatNumber(n float64) string {
	if n == math.Trunc(n) && math.Abs(n) < 1e15 {
		return fmt.Sprintf("%.0f", n)
	}
	return fmt.Sprintf("%g", n)
}

// timeFor gives a time whose parts meet all comparisons. Date, hour and minute do not depend on each other.
func timeFor(constraints []constraint) (any, bool) {
	years := []int{2024, 2026}
	for _, c := range constraints {
		if c.part == yearPart {
			years = append(years, int(c.value), int(c.value)+1, int(c.value)-1)
		}
	}
	date, hour, minute := "", -1, -1
	for _, year := range years {
		for day := 0; day < 12*31 && date == ""; day++ {
			if text := fmt.Sprintf("%04d-%02d-%02d", year, day/31+1, day%31+1); meets(constraints, text, dayPart, weekPart, monthPart, yearPart) {
				date = text
			}
		}
	}
	for n := 23; n >= 0; n-- {
		if meets(constraints, fmt.Sprintf("2024-01-01T%02d:00:00Z", n), hourPart) {
			hour = n
		}
	}
	for n := 59; n >= 0; n-- {
		if meets(constraints, fmt.Sprintf("2024-01-01T00:%02d:00Z", n), minutePart) {
			minute = n
		}
	}
	return fmt.Sprintf("%sT%02d:%02d:00Z", date, hour, minute), date != "" && hour >= 0 && minute >= 0
}

// meets reports whether a time meets the comparisons of some parts.
func meets(constraints []constraint, text string, parts ...timePart) bool {
	v := tabard.Value{Kind: tabard.StringValue, Text: []byte(text)}
	return !slices.ContainsFunc(constraints, func(c constraint) bool {
		if !slices.Contains(parts, c.part) {
			return false
		}
		n, ok := c.part.of(v)
		return !ok || c.compare.holds(float64(n), c.value) != c.want
	})
}
