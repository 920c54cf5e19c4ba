// Package policygrantswholeservice is the behavior "Policy that allows a whole service written"; README.md says how it is told.
package policygrantswholeservice

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/iampolicy"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "policy-grants-whole-service",
		Title:       "Policy that allows a whole service written",
		About:       "A policy was written that allows every action of a sensitive service on every resource.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1098.003"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html", "https://attack.mitre.org/techniques/T1098/003/"},
		FalseAlarms: []string{"Administrators who mean it."},
		Detectors:   []tabard.Detector{iampolicy.Judge([]string{"iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:PutUserPolicy", "iam:PutRolePolicy", "iam:PutGroupPolicy"}, "the policy allows a whole service everywhere", bad)},
	}
}

func bad(_ *tabard.Event, s iampolicy.Statement) bool { return s.WholeService() }
