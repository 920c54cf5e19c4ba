// Package loggroupdeleted is the behavior "Logs, alarms or what carries them deleted"; README.md says how it is told.
package loggroupdeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "log-group-deleted",
		Title:      "Logs, alarms or what carries them deleted",
		About:      "A log group, stream, metric filter, subscription, alarm, event rule, budget or topic was deleted or disabled: nobody will be told.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1070", "T1562.006", "T1562.008"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1070/", "https://attack.mitre.org/techniques/T1562/006/", "https://attack.mitre.org/techniques/T1562/008/"},
		Detectors:  tabard.Rules(rules),
	}
}
