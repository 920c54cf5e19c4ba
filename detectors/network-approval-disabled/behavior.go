// Package networkapprovaldisabled is the behavior "Approval of machines or users disabled"; README.md says how it is told.
package networkapprovaldisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "network-approval-disabled",
		Title:      "Approval of machines or users disabled",
		About:      "Machines or people join the private network without anybody looking.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.007"},
		NHI:        []string{"NHI6"},
		References: []string{"https://tailscale.com/kb/1203/audit-logging"},
		Detectors:  tabard.Rules(rules),
	}
}
