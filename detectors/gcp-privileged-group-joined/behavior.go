// Package gcpprivilegedgroupjoined is the behavior "Somebody joined a privileged group"; README.md says how it is told.
package gcpprivilegedgroupjoined

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-privileged-group-joined",
		Title:      "Somebody joined a privileged group",
		About:      "A member was added to a group whose name says that it rules.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
