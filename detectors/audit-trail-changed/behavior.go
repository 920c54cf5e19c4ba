// Package audittrailchanged is the behavior "Audit trail or configuration recording created or changed"; README.md says how it is told.
package audittrailchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "audit-trail-changed",
		Title:      "Audit trail or configuration recording created or changed",
		About:      "A trail, an event data store or the recording of configuration was created, or its settings changed.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.008"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1562/008/"},
		Detectors:  tabard.Rules(rules),
	}
}
