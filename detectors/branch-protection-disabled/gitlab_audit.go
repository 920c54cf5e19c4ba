package branchprotectiondisabled

import (
	"strconv"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/gitlabsetting"
)

// What GitLab calls the settings that protect code: those that protect while on, those that weaken while on, and numbers.
var (
	protects = []string{
		"code_owner_approval_required", "prevent_secrets", "secret_push_protection", "secret_detection", "reject_unsigned", "reset_approvals_on_push", "password_to_approve",
		"reauthentication_to_approve", "committer_check", "member_check", "deny_delete_tag", "disable_committers_approval", "disable_overriding_approvers",
		"only_allow_merge_if", "prevent_forking_outside", "prevent_sharing_groups_outside", "non_dco", "protected", "masked", "prevent_merge_without",
	}
	weakens = []string{
		"allow_force_push", "author_approval", "allow_committer_approval", "allow_overrides_to_approver", "retain_approvals_on_push", "merge_on_skipped_pipeline",
	}
	removed = []string{
		"protected_branch_removed", "protected_branch_deleted", "protected_tag_removed", "protected_tag_deleted", "approval_rule_deleted", "delete_status_check", "protected_environment_removed",
		"protected_environment_unprotected", "environment_unprotected", "compliance_framework_removed",
	}
)

func gitlab(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	if gone(e) || loosenedSetting(e) {
		return []tabard.Finding{{}}
	}
	return nil
}

// gone reports that a protection was removed.
func gone(e *tabard.Event) bool {
	for _, name := range removed {
		if strings.EqualFold(e.Action, name) {
			return true
		}
	}
	switch gitlabsetting.Field(e, "remove").String() {
	case "protected_branch", "protected_tag", "protected_environment", "approval_rule", "external_status_check":
		return true
	}
	message := strings.ToLower(gitlabsetting.Field(e, "custom_message").String())
	return strings.HasPrefix(message, "unprotected")
}

func loosenedSetting(e *tabard.Event) bool {
	c, ok := gitlabsetting.Of(e)
	switch {
	case !ok:
		return false
	case c.Names(weakens):
		return c.On()
	case strings.Contains(c.Setting, "push") && strings.Contains(c.Setting, "access") || strings.Contains(c.Setting, "allowed_to_push") || strings.Contains(c.Setting, "allowed_to_merge"):
		return strings.Contains(c.To, "developer") && !strings.Contains(c.From, "developer")
	case strings.Contains(c.Setting, "approvals_required") || strings.Contains(c.Setting, "required_approvals"):
		now, errNow := strconv.Atoi(c.To)
		was, errWas := strconv.Atoi(c.From)
		return errNow == nil && (errWas == nil && now < was || now == 0 && errWas != nil)
	}
	return c.Names(protects) && c.Off()
}
