// Package identityproviderchanged is the behavior "Trust in another identity provider changed"; README.md says how it is told.
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
		Title:      "Trust in another identity provider changed",
		About:      "Who vouches for users, or which other organization or application is trusted, was added or changed.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1484.002", "T1556.007"},
		NHI:        []string{"NHI3"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/", "https://sec.okta.com/articles/2023/08/cross-tenant-impersonation-prevention-and-detection/"},
		Detectors:  tabard.Rules(rules),
	}
}
