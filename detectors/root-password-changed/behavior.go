// Package rootpasswordchanged is the behavior "Root password, e-mail address or contacts changed"; README.md says how it is told.
package rootpasswordchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "root-password-changed",
		Title:      "Root password, e-mail address or contacts changed",
		About:      "The password, e-mail address, recovery or the security and billing contacts of the account were changed or asked for: the way to take an account over, or to keep warnings away.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098", "T1531"},
		NHI:        []string{"NHI4"},
		References: []string{"https://attack.mitre.org/techniques/T1098/", "https://attack.mitre.org/techniques/T1531/"},
		Detectors:  tabard.Rules(rules),
	}
}
