// Package rareaction looks for this: administration by an identity that never did any.
package rareaction

import (
	"fmt"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/habit"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:       "rare-action",
		Title:    "Administration by an identity that never did any",
		About:    "A well-known identity did something administrative for the first time: made a credential or identity, or granted rights.",
		Severity: tabard.Low,
		Remedy:   tabard.RemedyReview,
		MITRE:    []string{"T1098"},
		NHI:      []string{"NHI5"},
		References: []string{
			"https://attack.mitre.org/techniques/T1098/",
		},
		FalseAlarms: []string{"A program that got a new task."},
		Detectors:   []tabard.Detector{{Family: "any", Judge: judge}},
	}
}

// settled is how many active hours there must be for each known action.
const settled = 2

func judge(e *tabard.Event, facts []tabard.Fact, view tabard.View) []tabard.Finding {
	if len(e.Changes) == 0 {
		return nil
	}
	var found []tabard.Finding
	for _, f := range facts {
		if f.Kind != tabard.FactNewAction || f.Unusual < settled {
			continue
		}
		one := tabard.Finding{
			About: f.Identity, Group: f.Now, Summary: fmt.Sprintf("%s did %s and never changed anything so before (%.0f active hours for each known action)", habit.Name(view, f.Identity), f.Now, f.Unusual),
		}
		for i := range e.Changes {
			if e.Changes[i].Grant.Admin && habit.Machine(view, f.Identity) {
				one.Severity = tabard.Medium
			}
		}
		found = append(found, one)
	}
	return found
}
