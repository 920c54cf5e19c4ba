// Package azureservicekeyslisted is the behavior "Keys of a service listed"; README.md says how it is told.
package azureservicekeyslisted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-service-keys-listed",
		Title:      "Keys of a service listed",
		About:      "The keys of a database, message bus, search, cache, map or AI service were read.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1552"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
