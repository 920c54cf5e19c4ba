// Package managementapigranted is the behavior "Application may administer the tenant"; README.md says how it is told.
package managementapigranted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "management-api-granted",
		Title:      "Application may administer the tenant",
		About:      "An application was given rights of the management API that change users, clients or settings.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://auth0.com/docs/api/management/v2", "https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
