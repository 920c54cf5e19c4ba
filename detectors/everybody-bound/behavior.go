// Package everybodybound is the behavior "Role bound to everybody"; README.md says how it is told.
package everybodybound

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "everybody-bound",
		Title:      "Role bound to everybody",
		About:      "A role was bound to callers without proof, to everybody with any, or to all service accounts.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098.006"},
		NHI:        []string{"NHI5", "NHI8"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1098/006/"},
		Detectors:  tabard.Rules(rules),
	}
}
