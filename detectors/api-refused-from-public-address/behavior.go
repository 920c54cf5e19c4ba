// Package apirefusedfrompublicaddress is the behavior "Request from a public address refused"; README.md says how it is told.
package apirefusedfrompublicaddress

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "api-refused-from-public-address",
		Title:      "Request from a public address refused",
		About:      "The API server refused (401, 403) a request that came from a public address.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1595"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1595/"},
		Detectors:  tabard.Rules(rules),
	}
}
