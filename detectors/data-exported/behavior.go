// Package dataexported is the behavior "Data or machine exported"; README.md says how it is told.
package dataexported

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "data-exported",
		Title:       "Data or machine exported",
		About:       "A machine, image, disk, database, table or log was exported to storage or copied to another region, or a way to send data out was set up: a transfer server, a sync or replication task.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1537", "T1567.002", "T1048"},
		NHI:         []string{"NHI6"},
		References:  []string{"https://attack.mitre.org/techniques/T1537/", "https://attack.mitre.org/techniques/T1567/002/", "https://attack.mitre.org/techniques/T1048/"},
		FalseAlarms: []string{"Backups to another region, and migrations."},
		Detectors:   tabard.Rules(rules),
	}
}
