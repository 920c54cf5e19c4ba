// Package m365adminmade is the behavior "Administrator of sites, mailboxes or roles made"; README.md says how it is told.
package m365adminmade

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "m365-admin-made",
		Title:      "Administrator of sites, mailboxes or roles made",
		About:      "Somebody became administrator of a site, or got a role of Exchange that reaches everybody's mail.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003", "T1098.002"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/en-us/office/office-365-management-api/office-365-management-activity-api-schema"},
		Detectors:  tabard.Rules(rules),
	}
}
