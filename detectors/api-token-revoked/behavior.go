// Package apitokenrevoked is the behavior "API token revoked"; README.md says how it is told.
package apitokenrevoked

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "api-token-revoked",
		Title:      "API token revoked",
		About:      "An API token was revoked: what uses it stops working.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1531"},
		NHI:        []string{"NHI1"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
