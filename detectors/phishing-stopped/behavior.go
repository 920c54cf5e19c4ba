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
		About:      "A phishing-resistant factor declined a sign-in at the wrong site: the user followed a phishing link.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1566.002"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
