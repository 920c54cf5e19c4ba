// Package usedbyforeignaccount is the behavior "Another account acts in this one"; README.md says how it is told.
package usedbyforeignaccount

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "used-by-foreign-account",
		Title:       "Another account acts in this one",
		About:       "An identity of another account took a role, or read or wrote data here.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1199", "T1078.004"},
		NHI:         []string{"NHI3"},
		References:  []string{"https://attack.mitre.org/techniques/T1199/", "https://attack.mitre.org/techniques/T1078/004/"},
		FalseAlarms: []string{"Accounts of the own company, and vendors with access."},
		Detectors:   tabard.Rules(rules),
	}
}
