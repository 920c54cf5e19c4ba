// Package compromisedkeyquarantine is the behavior "AWS quarantined a key as compromised"; README.md says how it is told.
package compromisedkeyquarantine

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "compromised-key-quarantine",
		Title:      "AWS quarantined a key as compromised",
		About:      "AWS attached its quarantine policy to a user because a key of theirs was found in public.",
		Severity:   tabard.Critical,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1552.001"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCompromisedKeyQuarantineV3.html"},
		Detectors:  tabard.Rules(rules),
	}
}
