// Package systempodentered is the behavior "Command run in a system pod"; README.md says how it is told.
package systempodentered

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "system-pod-entered",
		Title:       "Command run in a system pod",
		About:       "Somebody ran a command in, or attached to, a pod of kube-system.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1609"},
		NHI:         []string{"NHI10"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1609/"},
		Detectors:   tabard.Rules(rules),
	}
}
