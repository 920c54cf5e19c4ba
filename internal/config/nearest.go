package config

import (
	"fmt"
	"strings"
)

// unknownKey is the error for a key that nobody knows, with the nearest one that somebody does.
func unknownKey(file string, line int, key, where string, known []string) error {
	what := fmt.Sprintf("unknown key %q", key)
	if where != "" {
		what += " in " + where
	}
	if near := nearest(key, known); near != "" {
		return &Error{File: file, Line: line, What: what, Next: fmt.Sprintf("did you mean %q?", near)}
	}
	return &Error{File: file, Line: line, What: what, Next: "known are " + strings.Join(known, ", ")}
}

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

// distance is the number of single-letter edits and swaps of neighbors between two names.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			same := 1
			if a[i-1] == b[j-1] {
				same = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+same)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
