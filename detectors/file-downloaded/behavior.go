// Package filedownloaded is the behavior "File fetched from a stage"; README.md says how it is told.
package filedownloaded

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "file-downloaded",
		Title:      "File fetched from a stage",
		About:      "A file was fetched from a stage onto a computer.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1041"},
		NHI:        []string{"NHI10"},
		References: []string{"https://docs.snowflake.com/en/sql-reference/account-usage"},
		Detectors:  tabard.Rules(rules),
	}
}
