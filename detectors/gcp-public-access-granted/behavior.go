// Package gcppublicaccessgranted is the behavior "Something opened to everybody"; README.md says how it is told.
package gcppublicaccessgranted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-public-access-granted",
		Title:      "Something opened to everybody",
		About:      "Everybody, or everybody with a Google account, was given a role.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1530", "T1098"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
