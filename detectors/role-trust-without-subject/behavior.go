// Package roletrustwithoutsubject is the behavior "Role that any workload of a provider may take"; README.md says how it is told.
package roletrustwithoutsubject

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/iampolicy"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "role-trust-without-subject",
		Title:       "Role that any workload of a provider may take",
		About:       "A role trusts an identity provider that others use too, and does not say which of its identities: anybody with an account there takes it.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1098.003", "T1199"},
		NHI:         []string{"NHI8"},
		References:  []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html", "https://attack.mitre.org/techniques/T1098/003/"},
		FalseAlarms: []string{"Administrators who mean it."},
		Detectors:   []tabard.Detector{iampolicy.Judge([]string{"iam:CreateRole", "iam:UpdateAssumeRolePolicy"}, "any identity of the provider may take the role", bad)},
	}
}

func bad(_ *tabard.Event, s iampolicy.Statement) bool { return s.AnySubject() }
