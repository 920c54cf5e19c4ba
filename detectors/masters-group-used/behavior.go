// Package mastersgroupused is the behavior "Unlimited group used"; README.md says how it is told.
package mastersgroupused

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "masters-group-used",
		Title:       "Unlimited group used",
		About:       "Somebody acts as a member of system:masters, whom no role limits and no removal of a binding stops.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1078"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1078/"},
		Detectors:   tabard.Rules(rules),
	}
}
