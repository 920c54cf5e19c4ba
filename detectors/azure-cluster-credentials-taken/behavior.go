// Package azureclustercredentialstaken is the behavior "Credentials of a cluster taken"; README.md says how it is told.
package azureclustercredentialstaken

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-cluster-credentials-taken",
		Title:      "Credentials of a cluster taken",
		About:      "The administrator's or user's credentials of a cluster were read.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1552", "T1078.004"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
