// Package impossibletravel looks for this: somebody in two countries within less time than the way takes.
package impossibletravel

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/habit"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:       "impossible-travel",
		Title:    "In two countries at once",
		About:    "Somebody acted from one country and within two hours from another. A session or password is used by somebody else, or through a way around.",
		Severity: tabard.Low,
		Remedy:   tabard.RemedyReview,
		MITRE:    []string{"T1078"},
		NHI:      []string{"NHI7"},
		References: []string{
			"https://attack.mitre.org/techniques/T1078/",
		},
		FalseAlarms: []string{"A VPN or proxy that is switched on or off; a phone whose network comes out abroad."},
		Detectors:   []tabard.Detector{{Family: "any", Judge: judge}},
	}
}

// judge finds it medium when the network is one that the identity never came from.
func judge(_ *tabard.Event, facts []tabard.Fact, view tabard.View) []tabard.Finding {
	var found []tabard.Finding
	for _, f := range facts {
		if f.Kind != tabard.FactAnomaly || f.Of != tabard.AnomalyTravel {
			continue
		}
		one := tabard.Finding{About: f.Identity, Group: f.Now, Summary: habit.Said(view, f, "is in two countries at once")}
		for _, other := range facts {
			if other.Kind == tabard.FactNewSource && other.Identity == f.Identity {
				one.Severity = tabard.Medium
			}
		}
		found = append(found, one)
	}
	return found
}
