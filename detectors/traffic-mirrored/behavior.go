// Package trafficmirrored is the behavior "Network traffic mirrored"; README.md says how it is told.
package trafficmirrored

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "traffic-mirrored",
		Title:      "Network traffic mirrored",
		About:      "A copy of network traffic is sent somewhere: a mirror session, target or filter was made or changed.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1040"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1040/"},
		Detectors:  tabard.Rules(rules),
	}
}
