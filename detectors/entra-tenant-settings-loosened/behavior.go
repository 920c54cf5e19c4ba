// Package entratenantsettingsloosened is the behavior "Settings of the directory loosened"; README.md says how it is told.
package entratenantsettingsloosened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-tenant-settings-loosened",
		Title:      "Settings of the directory loosened",
		About:      "Anybody may invite guests, make or consent to applications, security defaults were switched off, or another authority may vouch for certificates.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556", "T1484"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/en-us/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
