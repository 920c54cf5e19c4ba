package orgpolicywidened

import (
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/githubsetting"
)

// policy is a setting whose value says how much it allows.
type policy struct {
	suffix string   // of the action
	wide   []string // values, or parts of them, that allow more than is needed
	off    []string // fields that protect while they are on
}

var policies = [...]policy{
	{suffix: ".set_default_workflow_permissions", wide: []string{"write"}},
	{suffix: ".set_workflow_permission_can_approve_pr", wide: []string{"true", "enabled", "allow", "1", "on"}},
	{suffix: ".set_fork_pr_workflows_policy", wide: []string{"true", "enabled", "run_workflows", "write", "secret"}},
	{suffix: "fork_pr_approvals_policy", wide: []string{"new_to_github", "none", "never", "disabled", "not_required", "no_approval", "false"}},
	{suffix: ".update_actions_settings", wide: []string{"all", "any", "everything"}, off: []string{"sha_pinning_required", "require_sha_pinning", "sha_pinning"}},
	{suffix: ".update_actions_access_settings", wide: []string{"organization", "enterprise", "user", "all"}},
	{suffix: ".update_repo_self_hosted_runners_policy", wide: []string{"all", "enabled", "true"}},
	{suffix: ".update_default_repository_permission", wide: []string{"write", "admin", "maintain"}},
	{suffix: ".update_member_repository_creation_permission", wide: []string{"public", "all", "true"}},
	{suffix: ".update_member_repository_invitation_permission", wide: []string{"true", "enabled", "all", "allow"}},
	{suffix: "_secret", wide: []string{"all"}},
}

func judge(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	if strings.Contains(e.Action, ".runner_group_") {
		open, _ := githubsetting.On(githubsetting.Field(e, "allows_public_repositories"))
		if open || strings.EqualFold(githubsetting.Field(e, "visibility").String(), "all") {
			return []tabard.Finding{{}}
		}
		return nil
	}
	for _, p := range policies {
		if strings.HasSuffix(e.Action, p.suffix) {
			if p.allows(e) {
				return []tabard.Finding{{}}
			}
			return nil
		}
	}
	return []tabard.Finding{{}} // the name of the action says it
}

func (p policy) allows(e *tabard.Event) bool {
	for _, name := range p.off {
		if on, known := githubsetting.On(githubsetting.Field(e, name)); known {
			return !on
		}
	}
	for _, value := range githubsetting.Values(e) {
		for _, wide := range p.wide {
			if value == wide || len(wide) > 4 && strings.Contains(value, wide) {
				return true
			}
		}
	}
	return false
}
