// Package rootactivity is the behavior "Root user did something"; README.md says how it is told.
package rootactivity

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "root-activity",
		Title:      "Root user did something",
		About:      "The root user was used, outside what AWS itself does in its name.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1078.004"},
		NHI:        []string{"NHI10"},
		References: []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html"},
		Detectors:  tabard.Rules(rules),
	}
}
