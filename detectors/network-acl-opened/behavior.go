// Package networkaclopened is the behavior "Network access list opened to everybody"; README.md says how it is told.
package networkaclopened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "network-acl-opened",
		Title:      "Network access list opened to everybody",
		About:      "An entry lets every address in on all ports or protocols.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1562.007"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1562/007/"},
		Detectors:  tabard.Rules(rules),
	}
}
