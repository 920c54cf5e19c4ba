// Package ratelimithit is the behavior "Rate limit reached"; README.md says how it is told.
package ratelimithit

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "rate-limit-hit",
		Title:      "Rate limit reached",
		About:      "Calls went over a rate limit: a flood, or a tool gone wrong.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1499"},
		NHI:        []string{"NHI10"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
