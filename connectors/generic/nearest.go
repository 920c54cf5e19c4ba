package generic

import "strings"

// nearest gives the name that is the fewest edits away, "" when all are too far to be meant.
func nearest(name string, known []string) string {
	best, bestAway := "", max(2, len(name)/3)+1
	for _, candidate := range known {
		if away := distance(strings.ToLower(name), candidate); away < bestAway {
			best, bestAway = candidate, away
		}
	}
	return best
}

// distance is the number of single-letter edits between two names.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		corner := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			corner, row[j] = row[j], min(row[j]+1, row[j-1]+1, corner+cost)
		}
	}
	return row[len(b)]
}
