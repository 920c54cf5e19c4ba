// Package networkpolicychanged is the behavior "Network policy changed"; README.md says how it is told.
package networkpolicychanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "network-policy-changed",
		Title:       "Network policy changed",
		About:       "Which pods may reach which was changed.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1562.007"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1562/007/"},
		Detectors:   tabard.Rules(rules),
	}
}
