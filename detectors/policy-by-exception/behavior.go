// Package policybyexception is the behavior "Policy that allows all but something written"; README.md says how it is told.
package policybyexception

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/iampolicy"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "policy-by-exception",
		Title:       "Policy that allows all but something written",
		About:       "A policy was written that allows by exception (NotAction, NotResource): whatever it does not name, and all that is still to come.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1098.003"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html", "https://attack.mitre.org/techniques/T1098/003/"},
		FalseAlarms: []string{"Administrators who mean it."},
		Detectors:   []tabard.Detector{iampolicy.Judge([]string{"iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:PutUserPolicy", "iam:PutRolePolicy", "iam:PutGroupPolicy"}, "the policy allows all but what it names", bad)},
	}
}

func bad(_ *tabard.Event, s iampolicy.Statement) bool {
	return len(s.NotActions) > 0 || len(s.NotResources) > 0
}
