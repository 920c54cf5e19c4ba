// Package deletionprotectionoff is the behavior "Protection against deletion removed"; README.md says how it is told.
package deletionprotectionoff

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "deletion-protection-off",
		Title:      "Protection against deletion removed",
		About:      "What keeps data from being deleted was switched off: termination and deletion protection, versioning, object lock, MFA delete, point-in-time recovery, automated backups, a vault lock.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1490", "T1485"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1490/", "https://attack.mitre.org/techniques/T1485/"},
		Detectors:  tabard.Rules(rules),
	}
}
