// Package machineuseshumancredential looks for this: program uses a person's credential.
package machineuseshumancredential

import (
	"fmt"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/habit"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:       "machine-uses-human-credential",
		Title:    "Program uses a person's credential",
		About:    "A person's identity came with a library that programs use. A program that acts as a person keeps the person's rights, and outlives them.",
		Severity: tabard.Low,
		Remedy:   tabard.RemedyRotate,
		MITRE:    []string{"T1078"},
		NHI:      []string{"NHI10"},
		References: []string{
			"https://attack.mitre.org/techniques/T1078/",
		},
		FalseAlarms: []string{"People who write scripts."},
		Detectors:   []tabard.Detector{{Family: "any", Judge: judge}},
	}
}

func judge(_ *tabard.Event, facts []tabard.Fact, view tabard.View) []tabard.Finding {
	var found []tabard.Finding
	for _, f := range facts {
		if f.Kind != tabard.FactNewAgent || !habit.Library(f.Now) || habit.Kind(view, f.Identity) != tabard.KindHuman {
			continue
		}
		found = append(found, tabard.Finding{
			About: f.Identity, Summary: fmt.Sprintf("%s, a person, came with the library %s", habit.Name(view, f.Identity), f.Now),
		})
	}
	return found
}
