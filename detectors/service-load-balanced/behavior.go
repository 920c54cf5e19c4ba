// Package serviceloadbalanced is the behavior "Service opened to the outside"; README.md says how it is told.
package serviceloadbalanced

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "service-load-balanced",
		Title:       "Service opened to the outside",
		About:       "A service asks for a load balancer, which is public unless it says otherwise.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1133"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1133/"},
		Detectors:   tabard.Rules(rules),
	}
}
