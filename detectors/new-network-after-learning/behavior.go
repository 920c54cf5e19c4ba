// Package newnetworkafterlearning looks for this: new network after learning.
package newnetworkafterlearning

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/habit"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:       "new-network-after-learning",
		Title:    "New network after learning",
		About:    "An identity that is well known came from a network it never used. Stolen credentials are used elsewhere and otherwise.",
		Severity: tabard.Low,
		Remedy:   tabard.RemedyReview,
		MITRE:    []string{"T1078.004"},
		NHI:      []string{"NHI7"},
		References: []string{
			"https://attack.mitre.org/techniques/T1078/004/",
		},
		FalseAlarms: []string{"A move to another region or provider; an update of a program."},
		Detectors:   []tabard.Detector{{Family: "any", Judge: habit.Novel(tabard.FactNewSource, "came from the network %s")}},
	}
}
