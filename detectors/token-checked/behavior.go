// Package tokenchecked is the behavior "Token checked by somebody"; README.md says how it is told.
package tokenchecked

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "token-checked",
		Title:       "Token checked by somebody",
		About:       "A token was put before the API server to learn whose it is, by somebody who is not a component.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1528"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1528/"},
		FalseAlarms: []string{"Webhooks and gateways that authenticate their own callers: name them in a policy."},
		Detectors:   tabard.Rules(rules),
	}
}
