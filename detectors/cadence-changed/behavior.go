// Package cadencechanged looks for this: steady rhythm changed.
package cadencechanged

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/habit"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:       "cadence-changed",
		Title:    "Steady rhythm changed",
		About:    "A program that acted at steady times acts at others: faster, slower, or by hand. Or somebody acts at a time of the week at which there was rest for weeks.",
		Severity: tabard.Low,
		Remedy:   tabard.RemedyReview,
		MITRE:    []string{"T1078"},
		NHI:      []string{"NHI7"},
		References: []string{
			"https://attack.mitre.org/techniques/T1078/",
		},
		FalseAlarms: []string{"A new schedule, an outage of what it calls."},
		Detectors:   []tabard.Detector{{Family: "any", Judge: judge}},
	}
}

func judge(_ *tabard.Event, facts []tabard.Fact, view tabard.View) []tabard.Finding {
	var found []tabard.Finding
	for _, f := range facts {
		if f.Kind != tabard.FactAnomaly || f.Of != tabard.AnomalyCadence && f.Of != tabard.AnomalyHours {
			continue
		}
		one := tabard.Finding{About: f.Identity, Summary: habit.Said(view, f, "has another rhythm")}
		if f.Of == tabard.AnomalyHours {
			one.Group, one.Summary = string(f.Of), habit.Said(view, f, "acts when it rests otherwise")
		}
		found = append(found, one)
	}
	return found
}
