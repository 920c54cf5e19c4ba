// Package roletrustforfederation is the behavior "Role that an identity provider may hand out"; README.md says how it is told.
package roletrustforfederation

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/iampolicy"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "role-trust-for-federation",
		Title:       "Role that an identity provider may hand out",
		About:       "A role now trusts an identity provider outside.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1098.003"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html", "https://attack.mitre.org/techniques/T1098/003/"},
		FalseAlarms: []string{"Administrators who mean it."},
		Detectors:   []tabard.Detector{iampolicy.Judge([]string{"iam:CreateRole", "iam:UpdateAssumeRolePolicy"}, "an identity provider may hand out the role", bad)},
	}
}

func bad(_ *tabard.Event, s iampolicy.Statement) bool { return len(s.Federated) > 0 }
