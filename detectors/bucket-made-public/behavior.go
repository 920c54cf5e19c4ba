// Package bucketmadepublic is the behavior "Bucket opened to everybody"; README.md says how it is told.
package bucketmadepublic

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "bucket-made-public",
		Title:      "Bucket opened to everybody",
		About:      "A bucket's ACL, or the block on public access, was set so that anybody may read.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1530", "T1567"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1530/"},
		Detectors:  tabard.Rules(rules),
	}
}
