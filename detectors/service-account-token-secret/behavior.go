// Package serviceaccounttokensecret is the behavior "Never-ending token of a service account created"; README.md says how it is told.
package serviceaccounttokensecret

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "service-account-token-secret",
		Title:      "Never-ending token of a service account created",
		About:      "A secret of type service-account-token was created: its token does not expire.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.001"},
		NHI:        []string{"NHI7"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1098/001/"},
		Detectors:  tabard.Rules(rules),
	}
}
