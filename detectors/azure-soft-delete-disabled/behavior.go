// Package azuresoftdeletedisabled is the behavior "Soft delete of blobs disabled"; README.md says how it is told.
package azuresoftdeletedisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-soft-delete-disabled",
		Title:      "Soft delete of blobs disabled",
		About:      "Deleted blobs or containers can no longer be restored.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1490"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
