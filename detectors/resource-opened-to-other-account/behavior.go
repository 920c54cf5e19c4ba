// Package resourceopenedtootheraccount is the behavior "Resource opened to another account"; README.md says how it is told.
package resourceopenedtootheraccount

import (
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/sharing"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "resource-opened-to-other-account",
		Title:       "Resource opened to another account",
		About:       "A resource of the account, or its data, is now given to another account, or to everybody: by a policy, permission, share, grant, peering, replication or destination.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1537"},
		NHI:         []string{"NHI3"},
		References:  []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html", "https://attack.mitre.org/techniques/T1537/"},
		FalseAlarms: []string{"Sharing with accounts of the own company: the record does not say which they are, unless a condition names the organization."},
		Detectors:   []tabard.Detector{{Family: "aws.cloudtrail", Actions: sharing.Actions, Judge: judge}},
	}
}

func judge(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	in := sharing.LetIn(e)
	if len(in) == 0 && !sharing.Outward(e) {
		return nil
	}
	who := "another account"
	if len(in) > 0 {
		who = in[0]
	}
	f := tabard.Finding{Summary: e.Action + " by " + e.Actor.Name + " lets in " + who}
	if strings.Contains(e.Action, "Snapshot") || strings.HasSuffix(e.Action, "ImageAttribute") {
		f.Severity = tabard.High // whoever is let in may copy all of it at once
	}
	return []tabard.Finding{f}
}
