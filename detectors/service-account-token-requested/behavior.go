// Package serviceaccounttokenrequested is the behavior "Token of a service account requested"; README.md says how it is told.
package serviceaccounttokenrequested

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "service-account-token-requested",
		Title:      "Token of a service account requested",
		About:      "Somebody who is not the node it runs on asked for a token of a service account.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1528", "T1098.001"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1528/"},
		Detectors:  tabard.Rules(rules),
	}
}
