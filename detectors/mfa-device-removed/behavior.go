// Package mfadeviceremoved is the behavior "Second factor removed"; README.md says how it is told.
package mfadeviceremoved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "mfa-device-removed",
		Title:       "Second factor removed",
		About:       "A second factor of a user was deactivated or deleted, in IAM, Identity Center or a user pool.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1556.006"},
		NHI:         []string{"NHI4"},
		References:  []string{"https://attack.mitre.org/techniques/T1556/006/"},
		FalseAlarms: []string{"A user who changes phones: the new device follows within minutes."},
		Detectors:   tabard.Rules(rules),
	}
}
