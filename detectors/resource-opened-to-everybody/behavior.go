// Package resourceopenedtoeverybody is the behavior "Resource opened to everybody"; README.md says how it is told.
package resourceopenedtoeverybody

import (
	"slices"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/sharing"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "resource-opened-to-everybody",
		Title:       "Resource opened to everybody",
		About:       "A role, bucket, queue, topic, key, secret, function, image, snapshot, repository or other resource now lets in everybody: by its policy, a permission, a public share or an address without proof.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1537", "T1530"},
		NHI:         []string{"NHI3", "NHI8"},
		References:  []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html", "https://attack.mitre.org/techniques/T1537/"},
		FalseAlarms: []string{"Data that is meant to be public, such as a website."},
		Detectors:   []tabard.Detector{{Family: "aws.cloudtrail", Actions: append(slices.Clone(sharing.Actions), "iam:CreateRole", "iam:UpdateAssumeRolePolicy"), Judge: judge}},
	}
}

func judge(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	if !slices.Contains(sharing.LetIn(e), sharing.Everybody) {
		return nil
	}
	f := tabard.Finding{Summary: e.Action + " by " + e.Actor.Name + " lets in everybody"}
	if strings.HasPrefix(e.Action, "iam:") {
		f.Severity = tabard.Critical
	}
	return []tabard.Finding{f}
}
