// Package m365contentsearched is the behavior "Mailboxes or files searched and taken out in bulk"; README.md says how it is told.
package m365contentsearched

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "m365-content-searched",
		Title:      "Mailboxes or files searched and taken out in bulk",
		About:      "A search over everybody's content was made or its results exported, or a mailbox was exported.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1114.002", "T1530"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/en-us/office/office-365-management-api/office-365-management-activity-api-schema"},
		Detectors:  tabard.Rules(rules),
	}
}
