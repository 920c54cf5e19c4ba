// Package systemrolechanged is the behavior "Role of the system changed"; README.md says how it is told.
package systemrolechanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "system-role-changed",
		Title:       "Role of the system changed",
		About:       "A role or binding that the cluster itself relies on, named \"system:…\", was changed or deleted by somebody else.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1098.006", "T1562.001"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1098/006/"},
		Detectors:   tabard.Rules(rules),
	}
}
