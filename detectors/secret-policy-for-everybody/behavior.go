// Package secretpolicyforeverybody is the behavior "Secret for everybody"; README.md says how it is told.
package secretpolicyforeverybody

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/iampolicy"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "secret-policy-for-everybody",
		Title:       "Secret for everybody",
		About:       "The policy of a secret lets everybody read it.",
		Severity:    tabard.Critical,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1555.006"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html", "https://attack.mitre.org/techniques/T1555/006/"},
		FalseAlarms: []string{"Administrators who mean it."},
		Detectors:   []tabard.Detector{iampolicy.Judge([]string{"secretsmanager:PutResourcePolicy"}, "everybody may use it", bad)},
	}
}

func bad(_ *tabard.Event, s iampolicy.Statement) bool { return s.Anybody() }
