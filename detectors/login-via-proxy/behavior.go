// Package loginviaproxy is the behavior "Sign-in through an anonymizing proxy"; README.md says how it is told.
package loginviaproxy

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "login-via-proxy",
		Title:       "Sign-in through an anonymizing proxy",
		About:       "Somebody tried to sign in through an anonymizing proxy.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1090", "T1078.004"},
		NHI:         []string{"NHI4"},
		References:  []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		FalseAlarms: []string{"People who use a VPN for privacy."},
		Detectors:   tabard.Rules(rules),
	}
}
