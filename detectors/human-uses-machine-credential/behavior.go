// Package humanusesmachinecredential looks for this: person uses a machine's credential.
package humanusesmachinecredential

import (
	"fmt"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/habit"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:       "human-uses-machine-credential",
		Title:    "Person uses a machine's credential",
		About:    "A service or workload came with a browser: somebody sits there and uses an identity that is a program's. What is done can be pinned on nobody.",
		Severity: tabard.Medium,
		Remedy:   tabard.RemedyRotate,
		MITRE:    []string{"T1078"},
		NHI:      []string{"NHI10"},
		References: []string{
			"https://attack.mitre.org/techniques/T1078/",
		},
		FalseAlarms: []string{"Test tools that drive a browser."},
		Detectors:   []tabard.Detector{{Family: "any", Judge: judge}},
	}
}

func judge(_ *tabard.Event, facts []tabard.Fact, view tabard.View) []tabard.Finding {
	var found []tabard.Finding
	for _, f := range facts {
		if f.Kind != tabard.FactNewAgent || !habit.Browser(f.Now) || !habit.Machine(view, f.Identity) {
			continue
		}
		found = append(found, tabard.Finding{
			About: f.Identity, Summary: fmt.Sprintf("%s, a %s, came with the browser %s", habit.Name(view, f.Identity), habit.Kind(view, f.Identity), f.Now),
		})
	}
	return found
}
