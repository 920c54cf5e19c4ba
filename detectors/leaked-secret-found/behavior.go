// Package leakedsecretfound is the behavior "Secret found in code"; README.md says how it is told.
package leakedsecretfound

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "leaked-secret-found",
		Title:      "Secret found in code",
		About:      "GitHub found a secret in code.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1552.001"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization"},
		Detectors:  tabard.Rules(rules),
	}
}
