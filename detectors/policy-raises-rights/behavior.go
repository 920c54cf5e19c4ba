// Package policyraisesrights is the behavior "Policy with which its holder gains more rights"; README.md says how it is told.
package policyraisesrights

import (
	"slices"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/iampolicy"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "policy-raises-rights",
		Title:       "Policy with which its holder gains more rights",
		About:       "A policy was written that lets its holder change policies, trust, keys or passwords of any identity, pass any role, or use a whole service of identities or secrets; or an older version of a policy was put in force.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1098.003", "T1548"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_actions-resources-contextkeys.html", "https://attack.mitre.org/techniques/T1548/"},
		FalseAlarms: []string{"Policies of deployment pipelines, which pass roles."},
		Detectors:   []tabard.Detector{{Family: "aws.cloudtrail", Actions: []string{"iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:PutUserPolicy", "iam:PutRolePolicy", "iam:PutGroupPolicy", "sso:PutInlinePolicyToPermissionSet", "iam:SetDefaultPolicyVersion"}, Judge: judge}},
	}
}

func judge(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	restored := e.Action == "iam:SetDefaultPolicyVersion" && e.Outcome != tabard.OutcomeFailure
	if restored || slices.ContainsFunc(iampolicy.Allowed(e), raises) {
		return []tabard.Finding{{Summary: e.Action + " by " + e.Actor.Name + ": who has the policy may gain more rights"}}
	}
	return nil
}

func raises(s iampolicy.Statement) bool { return s.Admin() || s.Raises() || s.WholeService() }
