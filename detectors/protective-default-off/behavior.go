// Package protectivedefaultoff is the behavior "Protective setting switched off"; README.md says how it is told.
package protectivedefaultoff

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "protective-default-off",
		Title:       "Protective setting switched off",
		About:       "A setting that protects by default was switched off: encryption of volumes or buckets, the block on public images, snapshots or clusters, the token of the metadata service, scanning and signing of images and code, encryption in transit of a database, rotation of a key.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1562", "T1552.005"},
		NHI:         []string{"NHI6"},
		References:  []string{"https://attack.mitre.org/techniques/T1562/", "https://attack.mitre.org/techniques/T1552/005/"},
		FalseAlarms: []string{"Resources that are made so on purpose, and templates that state the weak value."},
		Detectors:   tabard.Rules(rules),
	}
}
