// Package bucketversioningsuspended is the behavior "Bucket versioning suspended"; README.md says how it is told.
package bucketversioningsuspended

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "bucket-versioning-suspended",
		Title:      "Bucket versioning suspended",
		About:      "Old versions of objects are no longer kept: what is overwritten is gone.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1490"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1490/"},
		Detectors:  tabard.Rules(rules),
	}
}
