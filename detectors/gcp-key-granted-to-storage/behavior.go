// Package gcpkeygrantedtostorage is the behavior "Encryption key given to the storage service"; README.md says how it is told.
package gcpkeygrantedtostorage

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-key-granted-to-storage",
		Title:      "Encryption key given to the storage service",
		About:      "The storage service of a project was given the use of an encryption key: buckets can be encrypted with it.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1486"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
