// Package entraconditionalaccessweakened looks for policies that guard sign-in and no longer do, or not for all.
package entraconditionalaccessweakened

import (
	"fmt"
	"strings"

	"tabard.dev/tabard"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-conditional-access-weakened",
		Title:      "Conditional access switched off, loosened or deleted",
		About:      "A policy that guards sign-in was deleted, switched off, only reports, no longer asks for a second factor, or leaves more people out.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556.009", "T1556.006"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/en-us/entra/identity/conditional-access/"},
		Detectors: []tabard.Detector{
			{Family: "entra.audit", Actions: []string{"Update conditional access policy*", "Delete conditional access policy*", "Update policy*", "Delete policy*", "* named location"}, Judge: judgeEntra},
			{Family: "m365.audit", Actions: []string{"Update conditional access policy*", "Delete conditional access policy*", "Update policy*", "Delete policy*"}, Judge: judgeM365},
		},
	}
}

func judgeEntra(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	targets := e.Get("properties.targetResources").List()
	if len(targets) == 0 {
		return judge(e, "", "", "")
	}
	for _, target := range targets {
		name := target.Child("displayName").String()
		for _, p := range target.Child("modifiedProperties").Doc().List() {
			if p.Child("displayName").String() == "PolicyDetail" {
				continue // the directory's own echo of the same change
			}
			if found := judge(e, name, p.Child("oldValue").String(), p.Child("newValue").String()); found != nil {
				return found
			}
		}
		if found := judge(e, name, "", ""); found != nil {
			return found
		}
	}
	return nil
}

func judgeM365(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	name := e.Get("ObjectId").String()
	for _, p := range e.Get("ModifiedProperties").List() {
		if found := judge(e, name, p.Child("OldValue").String(), p.Child("NewValue").String()); found != nil {
			return found
		}
	}
	return judge(e, name, "", "")
}

// judge compares a policy, as JSON, with what it was.
func judge(e *tabard.Event, name, before, after string) []tabard.Finding {
	if e.Outcome == tabard.OutcomeFailure {
		return nil
	}
	what := ""
	switch {
	case strings.HasPrefix(e.Action, "Delete conditional access"):
		what = "was deleted"
	case strings.HasSuffix(e.Action, " named location"):
		if strings.Contains(strings.ToLower(strings.ReplaceAll(after, " ", "")), `"istrusted":true`) && !strings.HasPrefix(e.Action, "Delete") {
			what = "is trusted now"
		}
	default:
		what = weaker(before, after)
	}
	if what == "" {
		return nil
	}
	return []tabard.Finding{{Group: name, Summary: fmt.Sprintf("%s: the policy %q %s", e.Actor.Name, name, what)}}
}

// weaker says how a policy guards less than it did, "" when it does not.
func weaker(before, after string) string {
	was, err := tabard.ParseNode([]byte(before))
	if err != nil {
		return legacy(before, after)
	}
	is, err := tabard.ParseNode([]byte(after))
	if err != nil || !strings.EqualFold(state(was), "enabled") {
		return ""
	}
	switch {
	case strings.EqualFold(state(is), "disabled"):
		return "was switched off"
	case strings.EqualFold(state(is), "enabledForReportingButNotEnforced"):
		return "only reports now"
	case asks(was) && !asks(is):
		return "no longer asks for a second factor"
	}
	for _, kind := range []string{"users", "applications", "locations", "platforms"} {
		for _, member := range was.Get("conditions." + kind).Keys() {
			old, now := was.Get("conditions."+kind+"."+member).Strings(), is.Get("conditions."+kind+"."+member).Strings()
			if strings.HasPrefix(member, "exclude") && len(now) > len(old) || strings.HasPrefix(member, "include") && len(now) < len(old) {
				return "leaves out more " + kind
			}
		}
		if len(was.Get("conditions."+kind).Keys()) == 0 {
			continue
		}
		for _, member := range is.Get("conditions." + kind).Keys() {
			if strings.HasPrefix(member, "exclude") && !was.Get("conditions."+kind+"."+member).Exists() && len(is.Get("conditions."+kind+"."+member).Strings()) > 0 {
				return "leaves out more " + kind
			}
		}
	}
	return ""
}

func state(policy tabard.Node) string { return policy.Get("state").String() }

// asks reports whether a policy asks for a second factor, or lets nobody in at all.
func asks(policy tabard.Node) bool {
	for _, control := range policy.Get("grantControls.builtInControls").Strings() {
		if strings.EqualFold(control, "mfa") || strings.EqualFold(control, "block") {
			return true
		}
	}
	return policy.Get("grantControls.authenticationStrength.id").Exists()
}

// legacy compares policies in the form that the directory itself logs, JSON inside a list of strings.
func legacy(before, after string) string {
	clean := strings.NewReplacer(`\`, "", `"`, "", " ", "")
	before, after = clean.Replace(before), clean.Replace(after)
	if strings.Contains(before, "State:Enabled") && (strings.Contains(after, "State:Disabled") || strings.Contains(after, "State:Reporting")) {
		return "was switched off"
	}
	return ""
}
