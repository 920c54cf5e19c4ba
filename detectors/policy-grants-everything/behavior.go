// Package policygrantseverything is the behavior "Policy that allows everything written"; README.md says how it is told.
package policygrantseverything

import (
	"slices"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/iampolicy"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "policy-grants-everything",
		Title:       "Policy that allows everything written",
		About:       "A policy was written that allows every action on every resource, or every action but some.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1098.003"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html", "https://attack.mitre.org/techniques/T1098/003/"},
		FalseAlarms: []string{"Administrators who mean it."},
		Detectors:   []tabard.Detector{iampolicy.Judge([]string{"iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:PutUserPolicy", "iam:PutRolePolicy", "iam:PutGroupPolicy", "sso:PutInlinePolicyToPermissionSet", "iot:CreatePolicy", "iot:CreatePolicyVersion"}, "the policy allows everything", bad)},
	}
}

func bad(e *tabard.Event, s iampolicy.Statement) bool {
	return s.Admin() || s.Everywhere() && strings.HasPrefix(e.Action, "iot:") && slices.Contains(s.Actions, "iot:*")
}
