// Package instanceaccessbypush is the behavior "Way into a machine opened through the API"; README.md says how it is told.
package instanceaccessbypush

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "instance-access-by-push",
		Title:       "Way into a machine opened through the API",
		About:       "A key was pushed to an instance, the serial console was allowed, a tunnel or endpoint for it opened, a link into a notebook issued, or a cloud shell or development machine started.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1021.004", "T1021.007", "T1059.009"},
		NHI:         []string{"NHI6"},
		References:  []string{"https://attack.mitre.org/techniques/T1021/004/", "https://attack.mitre.org/techniques/T1021/007/", "https://attack.mitre.org/techniques/T1059/009/"},
		FalseAlarms: []string{"Engineers who work this way every day."},
		Detectors:   tabard.Rules(rules),
	}
}
