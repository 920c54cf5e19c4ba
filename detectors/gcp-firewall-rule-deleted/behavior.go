// Package gcpfirewallruledeleted is the behavior "Firewall rule deleted"; README.md says how it is told.
package gcpfirewallruledeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-firewall-rule-deleted",
		Title:      "Firewall rule deleted",
		About:      "A firewall rule or policy was deleted.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.007"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
