// Package policyletsholderrise is the behavior "Policy with which one gains more rights written"; README.md says how it is told.
package policyletsholderrise

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/iampolicy"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "policy-lets-holder-rise",
		Title:       "Policy with which one gains more rights written",
		About:       "A policy was written with actions on everything by which its holder gains more: pass any role, write policies, make keys for others.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1098.003", "T1548"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html", "https://attack.mitre.org/techniques/T1098/003/"},
		FalseAlarms: []string{"Administrators who mean it."},
		Detectors:   []tabard.Detector{iampolicy.Judge([]string{"iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:PutUserPolicy", "iam:PutRolePolicy", "iam:PutGroupPolicy"}, "its holder may gain more rights", bad)},
	}
}

func bad(_ *tabard.Event, s iampolicy.Statement) bool { return s.Raises() }
