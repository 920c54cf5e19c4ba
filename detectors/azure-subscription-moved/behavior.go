// Package azuresubscriptionmoved is the behavior "Subscription moved, cancelled or renamed"; README.md says how it is told.
package azuresubscriptionmoved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-subscription-moved",
		Title:      "Subscription moved, cancelled or renamed",
		About:      "A subscription went to another tenant or management group, was cancelled, or its policy was changed.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1496", "T1531"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
