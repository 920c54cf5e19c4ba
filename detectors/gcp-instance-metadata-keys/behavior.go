// Package gcpinstancemetadatakeys is the behavior "Login keys or startup scripts set by metadata"; README.md says how it is told.
package gcpinstancemetadatakeys

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-instance-metadata-keys",
		Title:      "Login keys or startup scripts set by metadata",
		About:      "Metadata of a machine or project that lets people in, or runs code at start, was set.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.004", "T1059"},
		NHI:        []string{"NHI7"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
