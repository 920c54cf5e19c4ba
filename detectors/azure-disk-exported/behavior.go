// Package azurediskexported is the behavior "Disk or snapshot exported"; README.md says how it is told.
package azurediskexported

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-disk-exported",
		Title:      "Disk or snapshot exported",
		About:      "A link to download a whole disk or snapshot was made.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1537", "T1530"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
