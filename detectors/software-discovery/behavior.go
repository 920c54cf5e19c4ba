// Package softwarediscovery is the behavior "Software of instances listed"; README.md says how it is told.
package softwarediscovery

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "software-discovery",
		Title:      "Software of instances listed",
		About:      "Somebody listed the software, patches or inventory of managed instances.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyNone,
		MITRE:      []string{"T1518"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1518/"},
		Detectors:  tabard.Rules(rules),
	}
}
