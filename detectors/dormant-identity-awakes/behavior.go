// Package dormantidentityawakes looks for this: silent identity awakes.
package dormantidentityawakes

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/habit"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:       "dormant-identity-awakes",
		Title:    "Silent identity awakes",
		About:    "An identity that was silent for 90 days acts again: forgotten credentials are what attackers find.",
		Severity: tabard.Low,
		Remedy:   tabard.RemedyReview,
		MITRE:    []string{"T1078"},
		NHI:      []string{"NHI1"},
		References: []string{
			"https://attack.mitre.org/techniques/T1078/",
		},
		FalseAlarms: []string{"A yearly job; somebody back from leave."},
		Detectors:   []tabard.Detector{{Family: "any", Judge: judge}},
	}
}

func judge(_ *tabard.Event, facts []tabard.Fact, view tabard.View) []tabard.Finding {
	var found []tabard.Finding
	for _, f := range facts {
		if f.Kind != tabard.FactAnomaly || f.Of != tabard.AnomalyAsleep {
			continue
		}
		one := tabard.Finding{About: f.Identity, Summary: habit.Said(view, f, "awakes")}
		if habit.Machine(view, f.Identity) {
			one.Severity = tabard.Medium
		}
		found = append(found, one)
	}
	return found
}
