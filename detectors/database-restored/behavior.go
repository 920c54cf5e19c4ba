// Package databaserestored is the behavior "Database restored, rebooted or stopped"; README.md says how it is told.
package databaserestored

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "database-restored",
		Title:      "Database restored, rebooted or stopped",
		About:      "A database was restored from a snapshot or a point in time, rebooted, failed over or stopped: a copy gives its data to whoever restored it.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1578.002", "T1529"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1578/002/", "https://attack.mitre.org/techniques/T1529/"},
		Detectors:  tabard.Rules(rules),
	}
}
