// Package instancedoesadministration is the behavior "Instance does administration"; README.md says how it is told.
package instancedoesadministration

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "instance-does-administration",
		Title:      "Instance does administration",
		About:      "Credentials of a virtual machine were used for identities, logs or organization: what workloads do not do.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1078.004", "T1098"},
		NHI:        []string{"NHI5"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html", "https://attack.mitre.org/techniques/T1078/004/"},
		Detectors:  tabard.Rules(rules),
	}
}
