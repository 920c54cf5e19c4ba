// Package serviceexternaladdress is the behavior "Service takes an external address"; README.md says how it is told.
package serviceexternaladdress

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "service-external-address",
		Title:       "Service takes an external address",
		About:       "A service claims addresses of its own choosing: traffic of the cluster to them is taken over.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1557"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://kubernetes.io/docs/concepts/services-networking/service/#external-ips", "https://attack.mitre.org/techniques/T1557/"},
		Detectors:   tabard.Rules(rules),
	}
}
