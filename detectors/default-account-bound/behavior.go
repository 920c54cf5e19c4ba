// Package defaultaccountbound is the behavior "Default service account bound to a role"; README.md says how it is told.
package defaultaccountbound

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "default-account-bound",
		Title:       "Default service account bound to a role",
		About:       "A role was bound to the service account \"default\": every pod of the namespace that names no account has it.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1098.006"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1098/006/"},
		Detectors:   tabard.Rules(rules),
	}
}
