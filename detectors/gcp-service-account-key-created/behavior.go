// Package gcpserviceaccountkeycreated is the behavior "Key of a service account created"; README.md says how it is told.
package gcpserviceaccountkeycreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-service-account-key-created",
		Title:      "Key of a service account created",
		About:      "A key of a service account, which never ends, was made or uploaded.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1098.001"},
		NHI:        []string{"NHI7"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
