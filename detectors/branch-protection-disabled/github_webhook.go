package branchprotectiondisabled

import (
	"strings"

	"tabard.dev/tabard"
)

// webhook is asked about pushes, protections, rulesets and the hook itself.
func webhook(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	fires := false
	switch event, done, _ := strings.Cut(e.Action, "."); event {
	case "push":
		forced, _ := e.Get("forced").Bool()
		deleted, _ := e.Get("deleted").Bool()
		main := e.Get("repository.default_branch").String()
		fires = (forced || deleted) && main != "" && e.Get("ref").String() == "refs/heads/"+main
	case "hook":
		fires = done == "deleted" && e.Get("hook_id").Exists()
	case "branch_protection_configuration":
		fires = done == "disabled"
	case "repository_ruleset":
		fires = done == "deleted" || done == "edited" && ruleset(e)
	case "branch_protection_rule", "repository":
		rule := e.Get("rule")
		if !rule.Exists() {
			rule = e.Get("branch_protection_rule")
		}
		fires = rule.Exists() && (done == "deleted" || done == "edited" && loosened(e.Get("changes"), rule))
	}
	if !fires {
		return nil
	}
	return []tabard.Finding{{}}
}

// ruleset reports whether an edit switched a ruleset off.
func ruleset(e *tabard.Event) bool {
	now, was := e.Get("repository_ruleset.enforcement").String(), e.Get("changes.enforcement.from").String()
	return was == "active" && now != "" && now != "active"
}

// loosened reports whether a changed setting protects less: what was on is off, or what is only allowed was off and is on.
func loosened(changes, rule tabard.Node) bool {
	for _, name := range changes.Keys() {
		was, now := on(changes.Child(name).Get("from")), on(rule.Child(name))
		if was != now && now == strings.HasPrefix(name, "allow_") {
			return true
		}
	}
	return false
}

func on(value tabard.Node) bool {
	switch value.String() {
	case "", "false", "off", "0":
		return false
	}
	return true
}
