// Package ownidentityasked is the behavior "Own identity asked for"; README.md says how it is told.
package ownidentityasked

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "own-identity-asked",
		Title:       "Own identity asked for",
		About:       "Somebody asked whose credential they hold, as one does with one that was found.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1087.004"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html", "https://attack.mitre.org/techniques/T1087/004/"},
		Detectors:   tabard.Rules(rules),
	}
}
