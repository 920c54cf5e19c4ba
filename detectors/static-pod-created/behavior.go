// Package staticpodcreated is the behavior "Static pod created"; README.md says how it is told.
package staticpodcreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "static-pod-created",
		Title:       "Static pod created",
		About:       "A pod exists that no API request made: a file on its node did. Its mirror names the node.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1610", "T1543"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1610/"},
		Detectors:   tabard.Rules(rules),
	}
}
