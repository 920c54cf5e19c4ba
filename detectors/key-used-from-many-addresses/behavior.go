// Package keyusedfrommanyaddresses is the behavior "Key of a user used from many addresses"; README.md says how it is told.
package keyusedfrommanyaddresses

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "key-used-from-many-addresses",
		Title:       "Key of a user used from many addresses",
		About:       "The key of one user was used from four or more addresses within fifteen minutes.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyRotate,
		MITRE:       []string{"T1078.004"},
		NHI:         []string{"NHI2"},
		References:  []string{"https://attack.mitre.org/techniques/T1078/004/"},
		FalseAlarms: []string{"Keys shared by workloads in many places, which is worth a finding itself."},
		Detectors:   tabard.Rules(rules),
	}
}
