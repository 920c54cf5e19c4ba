// Package mailserviceenumeration is the behavior "Mail service probed"; README.md says how it is told.
package mailserviceenumeration

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "mail-service-enumeration",
		Title:      "Mail service probed",
		About:      "Somebody looked up the sending quota and identities of SES: the first step to sending spam with a stolen key.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1526", "T1580"},
		NHI:        []string{"NHI2"},
		References: []string{"https://attack.mitre.org/techniques/T1526/"},
		Detectors:  tabard.Rules(rules),
	}
}
