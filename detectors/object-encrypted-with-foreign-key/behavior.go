// Package objectencryptedwithforeignkey is the behavior "Objects encrypted with a key of the caller"; README.md says how it is told.
package objectencryptedwithforeignkey

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "object-encrypted-with-foreign-key",
		Title:      "Objects encrypted with a key of the caller",
		About:      "Objects were written with an encryption key that the caller keeps: nobody else can read them any more.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1486"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1486/"},
		Detectors:  tabard.Rules(rules),
	}
}
