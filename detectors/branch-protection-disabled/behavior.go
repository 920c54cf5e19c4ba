// Package branchprotectiondisabled is the behavior "Branch protection or ruleset removed"; README.md says how it is told.
package branchprotectiondisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "branch-protection-disabled",
		Title:      "Branch protection or ruleset removed",
		About:      "The protection of a branch, or a ruleset, was removed or no longer enforced; the history of a main branch was overwritten; the hook that watches was deleted.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise", "https://docs.github.com/en/webhooks/webhook-events-and-payloads"},
		Detectors: append(tabard.Rules(rules),
			tabard.Detector{Family: "github.webhook", Actions: []string{"push", "hook.deleted", "branch_protection_configuration.disabled", "repository_ruleset.deleted", "repository_ruleset.edited", "branch_protection_rule.deleted", "branch_protection_rule.edited", "repository.deleted", "repository.edited"}, Judge: webhook},
			tabard.Detector{Family: "gitlab.audit", Judge: gitlab},
		),
	}
}
