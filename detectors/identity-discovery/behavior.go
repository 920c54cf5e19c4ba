// Package identitydiscovery is the behavior "Who am I, and what may I do"; README.md says how it is told.
package identitydiscovery

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "identity-discovery",
		Title:      "Who am I, and what may I do",
		About:      "Calls that a thief makes first: whose key this is, what identities and policies there are, and what quotas.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyNone,
		MITRE:      []string{"T1087.004", "T1069.003"},
		NHI:        []string{"NHI2"},
		References: []string{"https://attack.mitre.org/techniques/T1087/004/"},
		Detectors:  tabard.Rules(rules),
	}
}
