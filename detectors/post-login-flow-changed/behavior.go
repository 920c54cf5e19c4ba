// Package postloginflowchanged is the behavior "Post-login flow changed"; README.md says how it is told.
package postloginflowchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "post-login-flow-changed",
		Title:      "Post-login flow changed",
		About:      "What runs after people sign in was put together anew.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556"},
		NHI:        []string{"NHI6"},
		References: []string{"https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
