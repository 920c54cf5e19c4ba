// Package cronjobchanged is the behavior "Scheduled job created or changed"; README.md says how it is told.
package cronjobchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "cronjob-changed",
		Title:      "Scheduled job created or changed",
		About:      "A scheduled job was created or changed: it comes back by itself.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1053.007"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1053/007/"},
		Detectors:  tabard.Rules(rules),
	}
}
