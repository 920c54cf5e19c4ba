// Package runnerregistered is the behavior "Self-hosted runner added"; README.md says how it is told.
package runnerregistered

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "runner-registered",
		Title:      "Self-hosted runner added",
		About:      "A machine outside of GitHub was added to run workflows.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1195.002"},
		NHI:        []string{"NHI8"},
		References: []string{"https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization"},
		Detectors:  tabard.Rules(rules),
	}
}
