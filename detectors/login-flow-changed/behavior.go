// Package loginflowchanged is the behavior "Code that runs at sign-in changed"; README.md says how it is told.
package loginflowchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "login-flow-changed",
		Title:      "Code that runs at sign-in changed",
		About:      "An action, rule, hook or trigger that runs when people sign in was changed: it can let anybody in and read all claims.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556"},
		NHI:        []string{"NHI6"},
		References: []string{"https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
