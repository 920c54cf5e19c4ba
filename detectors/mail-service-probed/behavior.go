// Package mailserviceprobed is the behavior "Mail service probed in a short time"; README.md says how it is told.
package mailserviceprobed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "mail-service-probed",
		Title:      "Mail service probed in a short time",
		About:      "One identity asked in several ways what mail it may send, within ten minutes, as those do who sell stolen keys.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1580", "T1496.004"},
		NHI:        []string{"NHI5"},
		References: []string{"https://attack.mitre.org/techniques/T1580/"},
		Detectors:  tabard.Rules(rules),
	}
}
