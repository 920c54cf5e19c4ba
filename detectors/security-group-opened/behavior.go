// Package securitygroupopened is the behavior "Network opened to everybody"; README.md says how it is told.
package securitygroupopened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "security-group-opened",
		Title:      "Network opened to everybody",
		About:      "A security group, access list or port of an instance lets in every address of the internet, on any port; or a network got a route to the internet or public addresses.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1562.007"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1562/007/"},
		Detectors:  tabard.Rules(rules),
	}
}
