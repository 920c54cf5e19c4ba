// Package riskysignin is the behavior "Risky sign-in"; README.md says how it is told.
package riskysignin

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "risky-sign-in",
		Title:       "Risky sign-in",
		About:       "Somebody signed in through an anonymizing proxy, by a protocol without a second factor, from a place they cannot have traveled to, at high risk, or opened the administration from a strange device and network.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1090", "T1078.004", "T1556.006"},
		NHI:         []string{"NHI4"},
		References:  []string{"https://developer.okta.com/docs/reference/api/event-types/", "https://help.okta.com/en-us/content/topics/security/behavior-detection/about-behavior-detection.htm"},
		FalseAlarms: []string{"People who use a VPN for privacy; travel."},
		Detectors:   tabard.Rules(rules),
	}
}
