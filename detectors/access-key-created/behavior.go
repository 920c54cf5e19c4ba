// Package accesskeycreated is the behavior "Lasting credential created"; README.md says how it is told.
package accesskeycreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "access-key-created",
		Title:      "Lasting credential created",
		About:      "A long-lived access key, service-specific password, SSH key, signing certificate, key pair, device certificate or API key was created; or an inactive one was made active again.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1098.001", "T1098.004"},
		NHI:        []string{"NHI7"},
		ASI:        []string{"ASI03"},
		References: []string{"https://attack.mitre.org/techniques/T1098/001/"},
		Detectors:  tabard.Rules(rules),
	}
}
