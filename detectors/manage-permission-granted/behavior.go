// Package managepermissiongranted is the behavior "Permission to manage given to a role or application"; README.md says how it is told.
package managepermissiongranted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "manage-permission-granted",
		Title:      "Permission to manage given to a role or application",
		About:      "A custom role or an application may now manage users, groups, applications or policies of the organization.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		ASI:        []string{"ASI03"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/", "https://developer.okta.com/docs/api/oauth2/", "https://developer.okta.com/docs/api/openapi/okta-management/guides/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
