// Package anonymousbound is the behavior "Role bound to callers without proof"; README.md says how it is told.
package anonymousbound

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "anonymous-bound",
		Title:      "Role bound to callers without proof",
		About:      "A role was bound to system:anonymous or system:unauthenticated: anybody who reaches the API server has it.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.006"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1098/006/"},
		Detectors:  tabard.Rules(rules),
	}
}
