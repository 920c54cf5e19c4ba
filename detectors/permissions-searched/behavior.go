// Package permissionssearched is the behavior "Roles and bindings listed"; README.md says how it is told.
package permissionssearched

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "permissions-searched",
		Title:       "Roles and bindings listed",
		About:       "Somebody read who may do what in the cluster.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1069"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1069/"},
		Detectors:   tabard.Rules(rules),
	}
}
