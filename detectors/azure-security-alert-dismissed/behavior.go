// Package azuresecurityalertdismissed is the behavior "Security alert dismissed"; README.md says how it is told.
package azuresecurityalertdismissed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-security-alert-dismissed",
		Title:      "Security alert dismissed",
		About:      "An alert of Defender was dismissed.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.006"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
