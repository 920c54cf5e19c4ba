// Package imagechanged is the behavior "Machine or container image or its registry changed"; README.md says how it is told.
package imagechanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "image-changed",
		Title:      "Machine or container image or its registry changed",
		About:      "A machine image was made, copied, imported, registered or changed; the monitoring of an instance was; or a repository, image or policy of a container registry.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1578", "T1525"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1578/", "https://attack.mitre.org/techniques/T1525/"},
		Detectors:  tabard.Rules(rules),
	}
}
