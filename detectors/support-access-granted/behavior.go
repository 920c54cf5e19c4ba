// Package supportaccessgranted is the behavior "Vendor support was let in"; README.md says how it is told.
package supportaccessgranted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "support-access-granted",
		Title:      "Vendor support was let in",
		About:      "Somebody let the support of the vendor act in the organization.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1199"},
		NHI:        []string{"NHI3"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
