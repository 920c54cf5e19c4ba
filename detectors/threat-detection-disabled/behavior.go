// Package threatdetectiondisabled is the behavior "Detection service disabled or told to look away"; README.md says how it is told.
package threatdetectiondisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "threat-detection-disabled",
		Title:       "Detection service disabled or told to look away",
		About:       "The recording of configuration or its rules, GuardDuty, Security Hub, Macie, Inspector, Access Analyzer, Detective or Shield was switched off, cut loose from its members, or told to ignore: findings archived by a filter, addresses trusted, controls disabled.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1562.001"},
		NHI:         []string{"NHI6"},
		References:  []string{"https://attack.mitre.org/techniques/T1562/001/"},
		FalseAlarms: []string{"An account that is closed, or findings that were worked off."},
		Detectors:   tabard.Rules(rules),
	}
}
