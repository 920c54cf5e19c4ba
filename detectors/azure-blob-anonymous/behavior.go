// Package azureblobanonymous is the behavior "Anonymous access to blobs enabled"; README.md says how it is told.
package azureblobanonymous

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-blob-anonymous",
		Title:      "Anonymous access to blobs enabled",
		About:      "A storage account allows anonymous access, or a container gives it.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1530"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
