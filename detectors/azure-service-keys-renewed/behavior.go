// Package azureservicekeysrenewed is the behavior "Keys of a service renewed"; README.md says how it is told.
package azureservicekeysrenewed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-service-keys-renewed",
		Title:      "Keys of a service renewed",
		About:      "A key of a database, message bus or AI service was renewed.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.001"},
		NHI:        []string{"NHI7"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
