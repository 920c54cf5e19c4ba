// Package secretread is the behavior "Secret read"; README.md says how it is told.
package secretread

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "secret-read",
		Title:      "Secret read",
		About:      "A secret was read or listed by somebody other than the cluster itself.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1552.007"},
		NHI:        []string{"NHI2"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1552/007/"},
		Detectors:  tabard.Rules(rules),
	}
}
