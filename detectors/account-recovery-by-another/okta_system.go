package accountrecoverybyanother

import (
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/oktasetting"
)

// judge fires where one account changes how another one gets in: its password, its second factor, its state, or the address
// that recovery goes to, when that is outside the domains of both.
func judge(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	if e.Outcome == tabard.OutcomeFailure || e.Actor.IsZero() {
		return nil
	}
	for _, target := range oktasetting.Targets(e) {
		id, name := target.Child("id").String(), target.Child("alternateId").String()
		if target.Child("type").String() != "User" || id == "" || id == e.Actor.ID || name != "" && strings.EqualFold(name, e.Actor.Name) {
			continue
		}
		switch {
		case e.Action == "user.mfa.factor.activate":
			return []tabard.Finding{{Summary: "A second factor was enrolled for somebody else"}}
		case !strings.Contains(e.Action, "email") && !strings.HasSuffix(e.Action, "profile"):
			return []tabard.Finding{{Severity: tabard.Low}}
		}
		if to := domain(address(e, target)); to != "" && to != domain(name) && to != domain(e.Actor.Name) {
			return []tabard.Finding{{Summary: "The recovery address of another was set to one at " + to}}
		}
	}
	return nil
}

// address is the new address, where the event tells it.
func address(e *tabard.Event, target tabard.Node) string {
	for _, name := range [...]string{"newSecondaryEmail", "newPrimaryEmail", "newEmail", "secondaryEmail", "newValue"} {
		if to := oktasetting.Debug(e, name).String(); to != "" {
			return to
		}
	}
	to := target.Get("changeDetails.to")
	for _, name := range [...]string{"secondEmail", "secondaryEmail", "email"} {
		if address := to.Get(name).String(); address != "" {
			return address
		}
	}
	return ""
}

func domain(address string) string {
	_, after, _ := strings.Cut(address, "@")
	return strings.ToLower(after)
}
