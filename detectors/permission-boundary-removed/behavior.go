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
		About:      "The boundary that limits what an identity may ever get was removed.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
