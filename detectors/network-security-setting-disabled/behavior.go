// Package networksecuritysettingdisabled is the behavior "Security setting of the private network disabled"; README.md says how it is told.
package networksecuritysettingdisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "network-security-setting-disabled",
		Title:      "Security setting of the private network disabled",
		About:      "Encryption of names, key locks, logging or the like was switched off.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562"},
		NHI:        []string{"NHI6"},
		References: []string{"https://tailscale.com/kb/1203/audit-logging"},
		Detectors:  tabard.Rules(rules),
	}
}
