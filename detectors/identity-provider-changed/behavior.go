// Package identityproviderchanged is the behavior "Identity provider created or changed"; README.md says how it is told.
package identityproviderchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "identity-provider-changed",
		Title:      "Identity provider created or changed",
		About:      "A trust to another identity provider was made or changed: whoever controls it can sign in as anybody it names.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1484.002"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
