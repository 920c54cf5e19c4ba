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
		ID:         "login-via-proxy",
		Title:      "Sign-in through an anonymizing proxy",
		About:      "A sign-in came through a proxy or an anonymizing network.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1090.003"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
