// Package sshauthoritychanged is the behavior "SSH certificate authority changed"; README.md says how it is told.
package sshauthoritychanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ssh-authority-changed",
		Title:      "SSH certificate authority changed",
		About:      "Who may sign SSH certificates for the organization was changed, or that they are needed.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.004"},
		NHI:        []string{"NHI4"},
		References: []string{"https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization"},
		Detectors:  tabard.Rules(rules),
	}
}
