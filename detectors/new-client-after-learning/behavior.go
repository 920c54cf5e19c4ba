// Package newclientafterlearning looks for this: new client after learning.
package newclientafterlearning

import (
	"fmt"

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
		Detectors:   []tabard.Detector{{Family: "any", Judge: judge}},
	}
}

// wellSettled is from when on it is medium for a program.
const wellSettled = 100

func judge(_ *tabard.Event, facts []tabard.Fact, view tabard.View) []tabard.Finding {
	var found []tabard.Finding
	for _, f := range facts {
		if f.Kind != tabard.FactNewAgent || f.Unusual < habit.Settled {
			continue
		}
		one := tabard.Finding{
			About: f.Identity, Group: f.Now, Summary: fmt.Sprintf("%s came with the client %s; expected: %s or another known one (%.0f active hours for each)", habit.Name(view, f.Identity), f.Now, f.Was, f.Unusual),
		}
		if f.Unusual >= wellSettled && habit.Machine(view, f.Identity) {
			one.Severity = tabard.Medium
		}
		found = append(found, one)
	}
	return found
}
