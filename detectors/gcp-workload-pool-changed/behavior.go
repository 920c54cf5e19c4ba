// Package gcpworkloadpoolchanged is the behavior "Trust in an outside issuer of tokens changed"; README.md says how it is told.
package gcpworkloadpoolchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-workload-pool-changed",
		Title:      "Trust in an outside issuer of tokens changed",
		About:      "A workload identity pool or provider was made or changed: tokens of another issuer can become service accounts.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1484.002", "T1098.001"},
		NHI:        []string{"NHI3"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
