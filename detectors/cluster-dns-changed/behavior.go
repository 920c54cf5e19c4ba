// Package clusterdnschanged is the behavior "Name resolution of the cluster changed"; README.md says how it is told.
package clusterdnschanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "cluster-dns-changed",
		Title:       "Name resolution of the cluster changed",
		About:       "The configuration of the cluster DNS was changed: names may lead elsewhere.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1557", "T1584.002"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1557/"},
		Detectors:   tabard.Rules(rules),
	}
}
