// Package serviceaccountcloudrole is the behavior "Cloud role or credential put where pods take it"; README.md says how it is told.
package serviceaccountcloudrole

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "service-account-cloud-role",
		Title:      "Cloud role or credential put where pods take it",
		About:      "A service account was tied to a role or identity of the cloud, or a credential was written into a config map, which everybody who reads the namespace sees.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1098/003/"},
		Detectors:  tabard.Rules(rules),
	}
}
