// Package certificatetrustanchorcreated is the behavior "Certificate authority may vouch for roles"; README.md says how it is told.
package certificatetrustanchorcreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "certificate-trust-anchor-created",
		Title:      "Certificate authority may vouch for roles",
		About:      "A trust anchor of Roles Anywhere was created or enabled: whoever holds a certificate of that authority gets sessions.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003", "T1484.002"},
		NHI:        []string{"NHI4"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
