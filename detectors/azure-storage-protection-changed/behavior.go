// Package azurestorageprotectionchanged is the behavior "Retention of blobs changed or removed"; README.md says how it is told.
package azurestorageprotectionchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-storage-protection-changed",
		Title:      "Retention of blobs changed or removed",
		About:      "Soft delete, versions, immutability or lifecycle of blobs were changed.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1485", "T1490"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
