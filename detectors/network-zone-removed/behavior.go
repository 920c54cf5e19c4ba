// Package networkzoneremoved is the behavior "Network zone deactivated or removed"; README.md says how it is told.
package networkzoneremoved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "network-zone-removed",
		Title:      "Network zone deactivated or removed",
		About:      "A zone was switched off or removed, or an address is no longer blocked.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.007"},
		NHI:        []string{"NHI6"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
