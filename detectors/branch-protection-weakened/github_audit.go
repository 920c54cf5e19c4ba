package branchprotectionweakened

import (
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/githubsetting"
)

// judge is asked about actions that loosen a protection by their name, and about updates, which say it by their value: the
// action "protected_branch.update_X" tells the new value of X.
func judge(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	setting, update := strings.CutPrefix(e.Action, "protected_branch.update_")
	switch e.Action {
	case "protected_branch.dismiss_stale_reviews":
		setting, update = "dismiss_stale_reviews", true
	case "repository_ruleset.update":
		return ruleset(e)
	case "environment.update_protection_rule":
		return environment(e)
	}
	if update && !loosened(e, setting) {
		return nil
	}
	return []tabard.Finding{{}}
}

func loosened(e *tabard.Event, setting string) bool {
	if setting == "required_approving_review_count" {
		now, ok := githubsetting.Field(e, setting).Number()
		was, known := githubsetting.Field(e, "old_"+setting).Number()
		return ok && (now == 0 || known && now < was)
	}
	if setting == "name" {
		return false
	}
	stem := strings.TrimSuffix(setting, "_enforcement_level")
	for _, name := range [...]string{setting, stem, stem + "_enforced", stem + "_on_push", stem + "_enforcement_level", "enforcement_level", "enabled", "enforcement"} {
		if on, known := githubsetting.On(githubsetting.Field(e, name)); known {
			return on == strings.HasPrefix(setting, "allow_")
		}
	}
	return false
}

// ruleset tells a ruleset that lost rules, or that more may bypass.
func ruleset(e *tabard.Event) []tabard.Finding {
	for _, name := range [...]string{"ruleset_bypass_actors_added", "bypass_actors_added", "ruleset_rules_deleted", "rules_deleted"} {
		if value := githubsetting.Field(e, name); len(value.List()) > 0 && value.String() != "[]" {
			return []tabard.Finding{{}}
		}
	}
	return nil
}

// environment tells a deployment protection that administrators may bypass now, or in which one may review oneself.
func environment(e *tabard.Event) []tabard.Finding {
	bypass, _ := githubsetting.On(githubsetting.Field(e, "can_admins_bypass"))
	itself, known := githubsetting.On(githubsetting.Field(e, "prevent_self_review"))
	if bypass || known && !itself {
		return []tabard.Finding{{}}
	}
	return nil
}
