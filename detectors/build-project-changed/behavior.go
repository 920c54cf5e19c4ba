// Package buildprojectchanged is the behavior "Build project opened or its source changed"; README.md says how it is told.
package buildprojectchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "build-project-changed",
		Title:      "Build project opened or its source changed",
		About:      "A build project was made public or privileged, its source, environment or commands were replaced for a run, credentials for sources were imported, or a deployment pipeline was changed.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1195.002", "T1648", "T1552"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1195/002/", "https://attack.mitre.org/techniques/T1648/", "https://attack.mitre.org/techniques/T1552/"},
		Detectors:  tabard.Rules(rules),
	}
}
