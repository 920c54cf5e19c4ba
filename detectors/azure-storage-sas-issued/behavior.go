// Package azurestoragesasissued is the behavior "Signed storage access handed out"; README.md says how it is told.
package azurestoragesasissued

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-storage-sas-issued",
		Title:      "Signed storage access handed out",
		About:      "A shared access signature or a key to make them was issued: a token that no directory knows.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1528"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
