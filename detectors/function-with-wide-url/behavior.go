// Package functionwithwideurl is the behavior "Function reachable by anybody over a URL"; README.md says how it is told.
package functionwithwideurl

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "function-with-wide-url",
		Title:       "Function reachable by anybody over a URL",
		About:       "A function got a URL that asks nobody for proof.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1190", "T1648"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html", "https://attack.mitre.org/techniques/T1190/"},
		Detectors:   tabard.Rules(rules),
	}
}
