// Package azureappcredentialstaken is the behavior "Publishing credentials or settings of an app read"; README.md says how it is told.
package azureappcredentialstaken

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-app-credentials-taken",
		Title:      "Publishing credentials or settings of an app read",
		About:      "Who publishes to an app, its keys or its settings with secrets, were read.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1552"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
