// Package passwordpolicyread is the behavior "Password policy read"; README.md says how it is told.
package passwordpolicyread

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "password-policy-read",
		Title:      "Password policy read",
		About:      "Somebody looked up the password policy: what passwords to try.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyNone,
		MITRE:      []string{"T1201"},
		NHI:        []string{"NHI4"},
		References: []string{"https://attack.mitre.org/techniques/T1201/"},
		Detectors:  tabard.Rules(rules),
	}
}
