package useraddedtoadmingroup

import (
	"regexp"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/oktasetting"
)

// rules are the names that people give to groups that rule: "Okta-Super-Admins", "IT Administrators", "break glass".
var rules = regexp.MustCompile(`(?i)(^|[^a-z])(admins?|administrators?|super[ _-]?(admins?|users?)|privileged|break[ _-]?glass|root)([^a-z]|$)`)

func judge(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	if e.Outcome == tabard.OutcomeFailure {
		return nil
	}
	for _, target := range oktasetting.Targets(e) {
		name := target.Child("displayName").String()
		if strings.Contains(strings.ToLower(target.Child("type").String()), "group") && rules.MatchString(name) {
			return []tabard.Finding{{Summary: "Somebody was put in the group " + name}}
		}
	}
	return nil
}
