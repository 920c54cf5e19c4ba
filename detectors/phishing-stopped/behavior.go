// Package phishingstopped is the behavior "Phishing attempt stopped"; README.md says how it is told.
package phishingstopped

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "phishing-stopped",
		Title:      "Phishing attempt stopped",
		About:      "A phishing-resistant factor refused a sign-in through a page that was not the organization's.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1566", "T1557"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/", "https://sec.okta.com/fastpassphishingdetection"},
		Detectors:  tabard.Rules(rules),
	}
}
