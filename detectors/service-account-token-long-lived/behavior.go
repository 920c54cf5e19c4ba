// Package serviceaccounttokenlonglived is the behavior "Long-lived token of a service account"; README.md says how it is told.
package serviceaccounttokenlonglived

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "service-account-token-long-lived",
		Title:      "Long-lived token of a service account",
		About:      "A token of a service account was asked for that lives longer than a day, or one without an end was made as a secret.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1098.001", "T1528"},
		NHI:        []string{"NHI7"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1098/001/"},
		Detectors:  tabard.Rules(rules),
	}
}
