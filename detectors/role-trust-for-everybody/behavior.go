// Package roletrustforeverybody is the behavior "Role that everybody may take"; README.md says how it is told.
package roletrustforeverybody

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/iampolicy"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "role-trust-for-everybody",
		Title:       "Role that everybody may take",
		About:       "A role now trusts everybody in AWS: whoever knows its name takes it.",
		Severity:    tabard.Critical,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1098.003", "T1199"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html", "https://attack.mitre.org/techniques/T1098/003/"},
		FalseAlarms: []string{"Administrators who mean it."},
		Detectors:   []tabard.Detector{iampolicy.Judge([]string{"iam:CreateRole", "iam:UpdateAssumeRolePolicy"}, "everybody may take the role", bad)},
	}
}

func bad(_ *tabard.Event, s iampolicy.Statement) bool { return s.Anybody() }
