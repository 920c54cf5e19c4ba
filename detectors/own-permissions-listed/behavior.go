// Package ownpermissionslisted is the behavior "Service account explores what it may do"; README.md says how it is told.
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
		ID:          "own-permissions-listed",
		Title:       "Service account explores what it may do",
		About:       "A service account or node asked what it may do, or was refused something: workloads know what they need, and who has stolen their token does not.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1613", "T1069.003"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1613/"},
		FalseAlarms: []string{"Operators that test their rights at their start."},
		Detectors:   tabard.Rules(rules),
	}
}
