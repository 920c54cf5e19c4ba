// Package roletrustforotheraccount is the behavior "Role that another account may take"; README.md says how it is told.
package roletrustforotheraccount

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/iampolicy"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "role-trust-for-other-account",
		Title:       "Role that another account may take",
		About:       "A role now trusts an identity of another account.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1098.003", "T1199"},
		NHI:         []string{"NHI3"},
		References:  []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html", "https://attack.mitre.org/techniques/T1098/003/"},
		FalseAlarms: []string{"Administrators who mean it."},
		Detectors:   []tabard.Detector{iampolicy.Judge([]string{"iam:CreateRole", "iam:UpdateAssumeRolePolicy"}, "another account may take the role", bad)},
	}
}

func bad(e *tabard.Event, s iampolicy.Statement) bool { return len(s.Foreign(e)) > 0 }
