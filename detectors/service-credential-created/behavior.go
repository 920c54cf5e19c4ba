// Package servicecredentialcreated is the behavior "Service credential or signing key created"; README.md says how it is told.
package servicecredentialcreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "service-credential-created",
		Title:      "Service credential or signing key created",
		About:      "A service-specific credential, SSH key or signing certificate of a user was created or uploaded.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1098.001"},
		NHI:        []string{"NHI7"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
