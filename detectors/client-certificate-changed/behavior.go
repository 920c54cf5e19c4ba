// Package clientcertificatechanged is the behavior "Certificates for the API changed"; README.md says how it is told.
package clientcertificatechanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "client-certificate-changed",
		Title:      "Certificates for the API changed",
		About:      "Which client certificates are trusted, or needed, was changed.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.001"},
		NHI:        []string{"NHI4"},
		References: []string{"https://platform.openai.com/docs/api-reference/audit-logs"},
		Detectors:  tabard.Rules(rules),
	}
}
