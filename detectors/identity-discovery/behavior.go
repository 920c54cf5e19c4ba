// Package identitydiscovery is the behavior "Account, its rights or its guards looked at"; README.md says how it is told.
package identitydiscovery

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "identity-discovery",
		Title:       "Account, its rights or its guards looked at",
		About:       "Somebody asked who they are, what identities may do, how passwords must be, which software and networks there are, or what watches over the account.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1087.004", "T1526", "T1580", "T1201"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://attack.mitre.org/techniques/T1087/004/", "https://attack.mitre.org/techniques/T1526/", "https://attack.mitre.org/techniques/T1580/", "https://attack.mitre.org/techniques/T1201/"},
		FalseAlarms: []string{"Inventory tools and people at work."},
		Detectors:   tabard.Rules(rules),
	}
}
