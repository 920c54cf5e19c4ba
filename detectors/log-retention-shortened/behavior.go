// Package logretentionshortened is the behavior "Log retention shortened"; README.md says how it is told.
package logretentionshortened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "log-retention-shortened",
		Title:      "Log retention shortened",
		About:      "A log group keeps its records for only a few days from now on, or a lifecycle rule ends objects within days.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.008", "T1485"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1562/008/"},
		Detectors:  tabard.Rules(rules),
	}
}
