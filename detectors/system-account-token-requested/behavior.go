// Package systemaccounttokenrequested is the behavior "Token of a system service account requested"; README.md says how it is told.
package systemaccounttokenrequested

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "system-account-token-requested",
		Title:       "Token of a system service account requested",
		About:       "Somebody asked for a token of a service account in kube-system, where controllers with wide rights live.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1528", "T1098.001"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1528/"},
		Detectors:   tabard.Rules(rules),
	}
}
