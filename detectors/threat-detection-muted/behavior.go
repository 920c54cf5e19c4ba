// Package threatdetectionmuted is the behavior "Threat detection muted"; README.md says how it is told.
package threatdetectionmuted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "threat-detection-muted",
		Title:      "Threat detection muted",
		About:      "GuardDuty was told to look away: the detector was disabled by an update, findings are archived by a filter, or an address list is trusted.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1562/001/"},
		Detectors:  tabard.Rules(rules),
	}
}
