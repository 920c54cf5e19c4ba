// Package gcpworkforcepoolchanged is the behavior "Trust in an outside directory changed"; README.md says how it is told.
package gcpworkforcepoolchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-workforce-pool-changed",
		Title:      "Trust in an outside directory changed",
		About:      "A workforce pool or provider was made or changed: people of another directory can sign in.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1484.002"},
		NHI:        []string{"NHI3"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
