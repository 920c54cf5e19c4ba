// Package bootstraptokencreated is the behavior "Bootstrap token created"; README.md says how it is told.
package bootstraptokencreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "bootstrap-token-created",
		Title:       "Bootstrap token created",
		About:       "A token was created with which a machine may join the cluster as a node.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1098.001"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1098/001/"},
		Detectors:   tabard.Rules(rules),
	}
}
