// Package podlogsread is the behavior "Logs of a pod read"; README.md says how it is told.
package podlogsread

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "pod-logs-read",
		Title:       "Logs of a pod read",
		About:       "Somebody read what a container wrote; secrets often end there.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1552"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1552/"},
		Detectors:   tabard.Rules(rules),
	}
}
