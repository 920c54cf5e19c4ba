// Package anonymousaccessallowed is the behavior "Anonymous access allowed"; README.md says how it is told.
package anonymousaccessallowed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "anonymous-access-allowed",
		Title:      "Anonymous access allowed",
		About:      "A caller without any proof of who it is was answered on more than health and version.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1190"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1190/"},
		Detectors:  tabard.Rules(rules),
	}
}
