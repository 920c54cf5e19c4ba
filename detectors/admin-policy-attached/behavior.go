// Package adminpolicyattached is the behavior "Administrator policy attached"; README.md says how it is told.
package adminpolicyattached

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "admin-policy-attached",
		Title:      "Administrator policy attached",
		About:      "A policy that amounts to control over an account, an organization or a cluster was attached to a user, role, group, permission set or cluster access entry.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://attack.mitre.org/techniques/T1098/003/"},
		Detectors:  tabard.Rules(rules),
	}
}
