// Package apiunauthenticated is the behavior "Request without valid proof"; README.md says how it is told.
package apiunauthenticated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "api-unauthenticated",
		Title:       "Request without valid proof",
		About:       "The API server refused a request because its credential was missing, wrong or expired.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1110"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1110/"},
		Detectors:   tabard.Rules(rules),
	}
}
