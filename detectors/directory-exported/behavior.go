// Package directoryexported is the behavior "Users of the directory exported or imported"; README.md says how it is told.
package directoryexported

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "directory-exported",
		Title:      "Users of the directory exported or imported",
		About:      "All users were written out, or many were put in.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1087.004", "T1530"},
		NHI:        []string{"NHI2"},
		References: []string{"https://auth0.com/docs/api/management/v2", "https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
