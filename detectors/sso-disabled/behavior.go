// Package ssodisabled is the behavior "Single sign-on or second factor taken away"; README.md says how it is told.
package ssodisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "sso-disabled",
		Title:      "Single sign-on or second factor taken away",
		About:      "Single sign-on, the second factor, the directory that provides accounts, or the proof of a domain was switched off or deleted: people sign in with less than before.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556"},
		NHI:        []string{"NHI4"},
		References: []string{"https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization"},
		Detectors:  append(tabard.Rules(rules), tabard.Detector{Family: "gitlab.audit", Judge: gitlab}),
	}
}
