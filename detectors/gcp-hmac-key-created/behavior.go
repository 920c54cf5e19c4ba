// Package gcphmackeycreated is the behavior "Storage key created"; README.md says how it is told.
package gcphmackeycreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-hmac-key-created",
		Title:      "Storage key created",
		About:      "A key with which to reach storage as a service account, outside the directory, was made.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1098.001"},
		NHI:        []string{"NHI7"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
