// Package keypolicyforeverybody is the behavior "Encryption key for everybody"; README.md says how it is told.
package keypolicyforeverybody

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/iampolicy"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "key-policy-for-everybody",
		Title:       "Encryption key for everybody",
		About:       "The policy of a key lets everybody use it.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1098"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html", "https://attack.mitre.org/techniques/T1098/"},
		FalseAlarms: []string{"Administrators who mean it."},
		Detectors:   []tabard.Detector{iampolicy.Judge([]string{"kms:PutKeyPolicy"}, "everybody may use it", bad)},
	}
}

func bad(_ *tabard.Event, s iampolicy.Statement) bool { return s.Anybody() }
