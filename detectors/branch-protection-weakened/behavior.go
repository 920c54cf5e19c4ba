// Package branchprotectionweakened is the behavior "Protection of a branch or deployment weakened"; README.md says how it is told.
package branchprotectionweakened

import "tabard.dev/tabard"

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "branch-protection-weakened",
		Title:      "Protection of a branch or deployment weakened",
		About:      "What protects a branch or a deployment asks for less: force pushes or deletions allowed, reviews or checks no longer required, more who may bypass.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise"},
		Detectors: []tabard.Detector{
			{Family: "github.audit", Actions: []string{"protected_branch.update_*", "protected_branch.dismiss_stale_reviews", "protected_branch.branch_allowances", "repository_ruleset.update", "environment.remove_protection_rule", "environment.update_protection_rule", "required_status_check.destroy", "org.members_can_update_protected_branches.enable", "business.members_can_update_protected_branches.enable"}, Judge: judge},
		},
	}
}
