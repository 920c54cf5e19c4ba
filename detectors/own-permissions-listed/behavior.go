// Package ownpermissionslisted is the behavior "Own permissions listed"; README.md says how it is told.
package ownpermissionslisted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "own-permissions-listed",
		Title:      "Own permissions listed",
		About:      "Somebody asked the cluster what they themselves may do, as one does with a credential found somewhere.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1069", "T1613"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1069/"},
		Detectors:  tabard.Rules(rules),
	}
}
