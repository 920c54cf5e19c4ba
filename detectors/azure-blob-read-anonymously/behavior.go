// Package azureblobreadanonymously is the behavior "Blob read by nobody"; README.md says how it is told.
package azureblobreadanonymously

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-blob-read-anonymously",
		Title:      "Blob read by nobody",
		About:      "A blob was read or written by a caller that named itself in no way.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1530"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
