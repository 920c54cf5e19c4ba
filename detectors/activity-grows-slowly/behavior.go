// Package activitygrowsslowly looks for this: activity that grows slowly.
package activitygrowsslowly

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/habit"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:       "activity-grows-slowly",
		Title:    "Activity that grows slowly",
		About:    "An identity does more and more, so slowly that no hour stands out. It may be somebody who teaches its baseline what is to come.",
		Severity: tabard.Low,
		Remedy:   tabard.RemedyReview,
		MITRE:    []string{"T1078"},
		NHI:      []string{"NHI7"},
		References: []string{
			"https://attack.mitre.org/techniques/T1078/",
		},
		FalseAlarms: []string{"A service that its users love."},
		Detectors:   []tabard.Detector{{Family: "any", Judge: judge}},
	}
}

func judge(_ *tabard.Event, facts []tabard.Fact, view tabard.View) []tabard.Finding {
	var found []tabard.Finding
	for _, f := range facts {
		if f.Kind != tabard.FactAnomaly || f.Of != tabard.AnomalyRamp {
			continue
		}
		one := tabard.Finding{About: f.Identity, Summary: habit.Said(view, f, "has grown slowly")}
		found = append(found, one)
	}
	return found
}
