// Package gcpimpersonationaccesstoken is the behavior "Service account used by the permission iam.serviceAccounts.getAccessToken"; README.md says how it is told.
package gcpimpersonationaccesstoken

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-impersonation-access-token",
		Title:      "Service account used by the permission iam.serviceAccounts.getAccessToken",
		About:      "Somebody made a token or signature in the name of a service account by the permission iam.serviceAccounts.getAccessToken.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1550.001"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
