// Package azurestoragekeyslisted is the behavior "Keys of a service read or made anew"; README.md says how it is told.
package azurestoragekeyslisted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-storage-keys-listed",
		Title:      "Keys of a service read or made anew",
		About:      "The keys, signed addresses or publishing credentials of a store, database, model or app were read or made anew: who has them needs no identity.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1552", "T1530"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
