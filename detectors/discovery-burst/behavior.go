// Package discoveryburst is the behavior "Account explored or tried in a short time"; README.md says how it is told.
package discoveryburst

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "discovery-burst",
		Title:       "Account explored or tried in a short time",
		About:       "One identity made eight or more different calls of those with which one learns what an account holds, had five or more different calls refused, looked at three or more sides of the mail service, or sign-ins from one address failed five times: within ten minutes.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1580", "T1087.004", "T1110"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://attack.mitre.org/techniques/T1580/", "https://attack.mitre.org/techniques/T1087/004/", "https://attack.mitre.org/techniques/T1110/"},
		FalseAlarms: []string{"Inventory and audit tools: name their role in a policy."},
		Detectors:   tabard.Rules(rules),
	}
}
