// Package anonymousaccessrefused is the behavior "Anonymous access refused"; README.md says how it is told.
package anonymousaccessrefused

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "anonymous-access-refused",
		Title:      "Anonymous access refused",
		About:      "A caller without any proof of who it is asked for more than health and version and was refused.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1595"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1595/"},
		Detectors:  tabard.Rules(rules),
	}
}
