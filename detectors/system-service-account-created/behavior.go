// Package systemserviceaccountcreated is the behavior "Service account created in the system namespace"; README.md says how it is told.
package systemserviceaccountcreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "system-service-account-created",
		Title:       "Service account created in the system namespace",
		About:       "A service account was created among those of the control plane.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1136", "T1036.005"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1136/"},
		Detectors:   tabard.Rules(rules),
	}
}
