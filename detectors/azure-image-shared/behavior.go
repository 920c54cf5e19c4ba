// Package azureimageshared is the behavior "Image or gallery shared"; README.md says how it is told.
package azureimageshared

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-image-shared",
		Title:      "Image or gallery shared",
		About:      "A gallery of machine images was shared.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1537"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
