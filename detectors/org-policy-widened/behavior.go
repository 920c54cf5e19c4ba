// Package orgpolicywidened is the behavior "What members, workflows or agents may do was widened"; README.md says how it is told.
package orgpolicywidened

import "tabard.dev/tabard"

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "org-policy-widened",
		Title:      "What members, workflows or agents may do was widened",
		About:      "A policy allows more than before: workflows write, secrets for all repositories, runners for public ones, members who publish or delete, tokens without end, agents with more reach.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098", "T1562"},
		NHI:        []string{"NHI5", "NHI6"},
		ASI:        []string{"ASI03"},
		References: []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise"},
		Detectors: []tabard.Detector{
			{Family: "github.audit", Actions: []string{"*.set_default_workflow_permissions", "*.set_workflow_permission_can_approve_pr", "*.set_fork_pr_workflows_policy", "*fork_pr_approvals_policy", "*.update_actions_settings", "*.update_actions_access_settings", "*.update_repo_self_hosted_runners_policy", "*.update_default_repository_permission", "*.update_member_repository_creation_permission", "*.update_member_repository_invitation_permission", "org.create_actions_secret", "org.update_actions_secret", "org.create_integration_secret", "org.update_integration_secret", "org.create_codespaces_secret", "org.update_codespaces_secret", "org.create_dependabot_secret", "org.update_dependabot_secret", "org.runner_group_created", "org.runner_group_updated", "org.runner_group_visiblity_updated", "org.runner_group_visibility_updated", "enterprise.runner_group_created", "enterprise.runner_group_updated", "enterprise.runner_group_visiblity_updated", "enterprise.runner_group_visibility_updated", "business.runner_group_created", "business.runner_group_updated", "business.runner_group_visiblity_updated", "business.runner_group_visibility_updated", "business.clear_actions_settings", "org.clear_actions_settings", "business.clear_default_repository_permission", "business.clear_members_can_create_repos", "repository_visibility_change.enable", "private_repository_forking.enable", "members_can_delete_repos.enable", "members_can_view_dependency_insights.enable", "codespaces.trusted_repositories_access_update", "codespaces.policy_group_updated", "codespaces.policy_group_deleted", "org.codespaces_trusted_repo_access_granted", "repo.codespaces_trusted_repo_access_granted", "copilot.swe_agent_mcp_config_updated", "copilot.swe_agent_firewall_allowlist_updated", "copilot.swe_agent_repo_enabled", "copilot.swe_agent_repo_enablement_updated", "copilot.content_exclusion_changed", "copilot.cfb_org_settings_changed", "copilot.custom_instructions_created", "copilot.custom_instructions_updated", "personal_access_token.access_restriction_disabled", "personal_access_token.auto_approve_grant_requests_enabled", "personal_access_token.expiration_limit_unset", "auto_approve_personal_access_token_requests.enable", "org.enable_member_team_creation_permission"}, Judge: judge},
		},
	}
}
