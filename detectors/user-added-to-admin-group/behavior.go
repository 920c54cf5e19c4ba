// Package useraddedtoadmingroup is the behavior "Member put in a group of administrators"; README.md says how it is told.
package useraddedtoadmingroup

import "tabard.dev/tabard"

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "user-added-to-admin-group",
		Title:       "Member put in a group of administrators",
		About:       "Somebody was put in a group whose name says that its members rule.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1098.003", "T1098"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		FalseAlarms: []string{"A group that is only named like one that rules."},
		Detectors: []tabard.Detector{
			{Family: "okta.system", Actions: []string{"group.user_membership.add"}, Judge: judge},
		},
	}
}
