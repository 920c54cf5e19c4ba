// Package admissionpolicydeleted is the behavior "Guard of the cluster removed"; README.md says how it is told.
package admissionpolicydeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "admission-policy-deleted",
		Title:       "Guard of the cluster removed",
		About:       "An admission policy, network policy, quota or pod security policy was deleted.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1562.001", "T1562.007"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1562/001/"},
		Detectors:   tabard.Rules(rules),
	}
}
