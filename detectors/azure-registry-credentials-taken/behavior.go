// Package azureregistrycredentialstaken is the behavior "Credentials of a container registry taken"; README.md says how it is told.
package azureregistrycredentialstaken

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-registry-credentials-taken",
		Title:      "Credentials of a container registry taken",
		About:      "The shared credentials or a token of a registry were read or made.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1552", "T1525"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
