// Package podsuspiciouscommand is the behavior "Workload that downloads and runs, calls back or mines"; README.md says how it is told.
package podsuspiciouscommand

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "pod-suspicious-command",
		Title:       "Workload that downloads and runs, calls back or mines",
		About:       "The command of a workload downloads and runs a script, opens a shell to the outside, decodes what it runs, enters its node or mines.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1059.004", "T1105", "T1496.001"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1059/004/"},
		FalseAlarms: []string{"Images that install themselves at their start."},
		Detectors:   tabard.Rules(rules),
	}
}
