// Package activityburst looks for this: burst of activity.
package activityburst

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/habit"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:       "activity-burst",
		Title:    "Burst of activity",
		About:    "An identity did more than twice as much within an hour as in any hour before, or touched many more things than ever. It may be used by somebody else, or a program of its has gone wild.",
		Severity: tabard.Low,
		Remedy:   tabard.RemedyReview,
		MITRE:    []string{"T1078"},
		NHI:      []string{"NHI7"},
		References: []string{
			"https://attack.mitre.org/techniques/T1078/",
		},
		FalseAlarms: []string{"A migration, a load test, the first run of a new job."},
		Detectors:   []tabard.Detector{{Family: "any", Judge: judge}},
	}
}

func judge(_ *tabard.Event, facts []tabard.Fact, view tabard.View) []tabard.Finding {
	var found []tabard.Finding
	for _, f := range facts {
		if f.Kind != tabard.FactAnomaly || f.Of != tabard.AnomalyBurst && f.Of != tabard.AnomalySpread {
			continue
		}
		found = append(found, tabard.Finding{About: f.Identity, Group: string(f.Of), Summary: habit.Said(view, f, "is far busier than ever")})
	}
	return found
}
