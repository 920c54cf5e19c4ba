// Package unusualinstancestarted is the behavior "Expensive instance started"; README.md says how it is told.
package unusualinstancestarted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "unusual-instance-started",
		Title:      "Expensive instance started",
		About:      "An instance of a kind that mining and model training use was started.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1496", "T1578.002"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1496/"},
		Detectors:  tabard.Rules(rules),
	}
}
