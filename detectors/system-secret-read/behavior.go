// Package systemsecretread is the behavior "Credential of the system namespace taken"; README.md says how it is told.
package systemsecretread

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "system-secret-read",
		Title:      "Credential of the system namespace taken",
		About:      "A secret of the namespace of the system was read or listed, or a token of one of its service accounts was asked for: they are the credentials of the cluster's own parts.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1552.007"},
		NHI:        []string{"NHI2"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1552/007/"},
		Detectors:  tabard.Rules(rules),
	}
}
