// Package roletrustforotheraccount is the behavior "Role that outsiders may take"; README.md says how it is told.
package roletrustforotheraccount

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/iampolicy"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "role-trust-for-other-account",
		Title:       "Role that outsiders may take",
		About:       "A role now trusts an identity of another account, everybody, or any workload of a provider that others use too.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1098.003", "T1199"},
		NHI:         []string{"NHI3"},
		References:  []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html", "https://attack.mitre.org/techniques/T1199/"},
		FalseAlarms: []string{"Roles for vendors and for accounts of the own company."},
		Detectors:   []tabard.Detector{iampolicy.Judge([]string{"iam:CreateRole", "iam:UpdateAssumeRolePolicy"}, "outsiders may take the role", bad)},
	}
}

func bad(e *tabard.Event, s iampolicy.Statement) bool {
	return len(s.Foreign(e)) > 0 || s.Anybody() || s.AnySubject()
}
