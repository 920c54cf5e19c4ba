// Package deniedburst looks for this: burst of refused calls.
package deniedburst

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/habit"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:       "denied-burst",
		Title:    "Burst of refused calls",
		About:    "An identity was refused far more often within an hour than it usually is: it is trying what it may do, or its rights were taken.",
		Severity: tabard.Low,
		Remedy:   tabard.RemedyReview,
		MITRE:    []string{"T1069"},
		NHI:      []string{"NHI3"},
		References: []string{
			"https://attack.mitre.org/techniques/T1069/",
		},
		FalseAlarms: []string{"Rights that were narrowed under a running program."},
		Detectors:   []tabard.Detector{{Family: "any", Judge: judge}},
	}
}

func judge(_ *tabard.Event, facts []tabard.Fact, view tabard.View) []tabard.Finding {
	var found []tabard.Finding
	for _, f := range facts {
		if f.Kind != tabard.FactAnomaly || f.Of != tabard.AnomalyRefused {
			continue
		}
		one := tabard.Finding{About: f.Identity, Summary: habit.Said(view, f, "is refused again and again")}
		if f.Unusual >= 10 && habit.Machine(view, f.Identity) {
			one.Severity = tabard.Medium
		}
		found = append(found, one)
	}
	return found
}
