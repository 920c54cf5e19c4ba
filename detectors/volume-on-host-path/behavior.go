// Package volumeonhostpath is the behavior "Volume on a folder of a node created"; README.md says how it is told.
package volumeonhostpath

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "volume-on-host-path",
		Title:       "Volume on a folder of a node created",
		About:       "A persistent volume is a folder of a node: who claims it gets past the checks on pods.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1611"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1611/"},
		Detectors:   tabard.Rules(rules),
	}
}
