// Package newclientafterlearning looks for this: new client after learning.
package newclientafterlearning

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/habit"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:       "new-client-after-learning",
		Title:    "New client after learning",
		About:    "An identity that is well known came with a client it never used. Stolen credentials are used elsewhere and otherwise.",
		Severity: tabard.Low,
		Remedy:   tabard.RemedyReview,
		MITRE:    []string{"T1078.004"},
		NHI:      []string{"NHI7"},
		References: []string{
			"https://attack.mitre.org/techniques/T1078/004/",
		},
		FalseAlarms: []string{"A move to another region or provider; an update of a program."},
		Detectors:   []tabard.Detector{{Family: "any", Judge: habit.Novel(tabard.FactNewAgent, "came with the client %s")}},
	}
}
