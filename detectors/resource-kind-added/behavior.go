// Package resourcekindadded is the behavior "Kind of resource or API added"; README.md says how it is told.
package resourcekindadded

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "resource-kind-added",
		Title:       "Kind of resource or API added",
		About:       "A custom resource definition or an aggregated API was added or changed.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1546"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1546/"},
		Detectors:   tabard.Rules(rules),
	}
}
