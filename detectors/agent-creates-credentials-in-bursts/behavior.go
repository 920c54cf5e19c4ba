// Package agentcreatescredentialsinbursts looks for this: agent makes credentials in bursts.
package agentcreatescredentialsinbursts

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/habit"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:       "agent-creates-credentials-in-bursts",
		Title:    "Agent makes credentials in bursts",
		About:    "An AI agent made five credentials or identities within an hour. An agent that hands out access multiplies what must be watched and revoked.",
		Severity: tabard.Medium,
		Remedy:   tabard.RemedyQuarantine,
		MITRE:    []string{"T1098.001"},
		NHI:      []string{"NHI5"},
		References: []string{
			"https://attack.mitre.org/techniques/T1098/001/",
		},
		FalseAlarms: []string{"An agent whose task is to set up a project."},
		Detectors:   []tabard.Detector{{Family: "any", Judge: judge}},
	}
}

func judge(_ *tabard.Event, facts []tabard.Fact, view tabard.View) []tabard.Finding {
	var found []tabard.Finding
	for _, f := range facts {
		if f.Kind != tabard.FactAnomaly || f.Of != tabard.AnomalyBirths || habit.Kind(view, f.Identity) != tabard.KindAgent {
			continue
		}
		found = append(found, tabard.Finding{About: f.Identity, Summary: habit.Said(view, f, "makes credentials in a burst")})
	}
	return found
}
