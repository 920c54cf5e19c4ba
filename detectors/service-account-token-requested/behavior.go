// Package serviceaccounttokenrequested is the behavior "Token of a service account requested, or used from outside"; README.md says how it is told.
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
		ID:          "service-account-token-requested",
		Title:       "Token of a service account requested, or used from outside",
		About:       "A token of a service account was asked for, or a service account called from a public address: tokens of workloads have no business outside.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1528", "T1078.004"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1528/"},
		FalseAlarms: []string{"CI systems outside of the cluster that ask for short tokens."},
		Detectors:   tabard.Rules(rules),
	}
}
