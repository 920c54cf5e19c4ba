// Package passwordpolicyweakened is the behavior "Password policy weakened"; README.md says how it is told.
package passwordpolicyweakened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "password-policy-weakened",
		Title:      "Password policy weakened",
		About:      "The password policy of the account was deleted, or one was set that asks for less than 14 characters, no second sort of character, or no end.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556", "T1201"},
		NHI:        []string{"NHI4"},
		References: []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html"},
		Detectors:  tabard.Rules(rules),
	}
}
