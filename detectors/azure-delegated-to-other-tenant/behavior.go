// Package azuredelegatedtoothertenant is the behavior "Subscription handed to, or managed from, another tenant"; README.md says how it is told.
package azuredelegatedtoothertenant

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-delegated-to-other-tenant",
		Title:      "Subscription handed to, or managed from, another tenant",
		About:      "Another tenant may now manage resources here, or a subscription was moved there.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098", "T1199"},
		NHI:        []string{"NHI3"},
		References: []string{"https://learn.microsoft.com/en-us/azure/role-based-access-control/resource-provider-operations", "https://learn.microsoft.com/en-us/azure/azure-monitor/essentials/activity-log-schema"},
		Detectors:  tabard.Rules(rules),
	}
}
