// Package taskprivileged is the behavior "Container task with the rights of its host"; README.md says how it is told.
package taskprivileged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "task-privileged",
		Title:      "Container task with the rights of its host",
		About:      "A container task was defined that is privileged, shares the processes, network or folders of its host, adds dangerous capabilities, or downloads and runs a script.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1610", "T1611", "T1059.004"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1610/", "https://attack.mitre.org/techniques/T1611/", "https://attack.mitre.org/techniques/T1059/004/"},
		Detectors:  tabard.Rules(rules),
	}
}
