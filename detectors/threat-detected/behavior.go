// Package threatdetected is the behavior "Threat seen by the identity provider"; README.md says how it is told.
package threatdetected

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "threat-detected",
		Title:       "Threat seen by the identity provider",
		About:       "The identity provider saw an attack, a breached password or a user at high risk, or a user reported what they did not do.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1110", "T1078.004"},
		NHI:         []string{"NHI4"},
		References:  []string{"https://developer.okta.com/docs/reference/api/event-types/", "https://help.okta.com/en-us/content/topics/security/threat-insight/ti-index.htm"},
		FalseAlarms: []string{"ThreatInsight in log mode tells every address it knows."},
		Detectors:   tabard.Rules(rules),
	}
}
