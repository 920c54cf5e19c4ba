// Package stolensessionsuspected is the behavior "Session or token used by somebody else"; README.md says how it is told.
package stolensessionsuspected

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "stolen-session-suspected",
		Title:       "Session or token used by somebody else",
		About:       "A refresh token was used twice, a session changed its network or device, or an API token came from outside its zone: somebody else may hold it.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyRotate,
		MITRE:       []string{"T1550.001", "T1539"},
		NHI:         []string{"NHI2", "NHI7"},
		References:  []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		FalseAlarms: []string{"A client that retries with an old refresh token after a lost answer; people who change from office to mobile network."},
		Detectors:   tabard.Rules(rules),
	}
}
