// Package bucketloggingdisabled is the behavior "Bucket logging disabled"; README.md says how it is told.
package bucketloggingdisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "bucket-logging-disabled",
		Title:      "Bucket logging disabled",
		About:      "Access to a bucket is no longer logged.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.008"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1562/008/"},
		Detectors:  tabard.Rules(rules),
	}
}
