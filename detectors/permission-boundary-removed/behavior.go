// Package permissionboundaryremoved is the behavior "Permission boundary removed"; README.md says how it is told.
package permissionboundaryremoved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "permission-boundary-removed",
		Title:      "Permission boundary removed",
		About:      "The boundary that limits what a user, role or permission set may be given was removed, or replaced by a policy that limits nothing.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003", "T1548"},
		NHI:        []string{"NHI5"},
		References: []string{"https://attack.mitre.org/techniques/T1098/003/", "https://attack.mitre.org/techniques/T1548/"},
		Detectors:  tabard.Rules(rules),
	}
}
