// Package gcpkeyofotherprojectused is the behavior "Data encrypted with the key of another project"; README.md says how it is told.
package gcpkeyofotherprojectused

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-key-of-other-project-used",
		Title:      "Data encrypted with the key of another project",
		About:      "An encryption key that lives in another project than what it is used for was used: data can be held for ransom with a key of one's own.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1486"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
