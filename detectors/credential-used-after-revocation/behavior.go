// Package credentialusedafterrevocation looks for this: credential used after its revocation.
package credentialusedafterrevocation

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/habit"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:       "credential-used-after-revocation",
		Title:    "Credential used after its revocation",
		About:    "A credential that was revoked or deleted still works: the revocation did not reach where it is used, or it came back.",
		Severity: tabard.High,
		Remedy:   tabard.RemedyRotate,
		MITRE:    []string{"T1078"},
		NHI:      []string{"NHI1"},
		References: []string{
			"https://attack.mitre.org/techniques/T1078/",
		},
		FalseAlarms: []string{"A log that arrives with wrong times."},
		Detectors:   []tabard.Detector{{Family: "any", Judge: judge}},
	}
}

func judge(_ *tabard.Event, facts []tabard.Fact, view tabard.View) []tabard.Finding {
	var found []tabard.Finding
	for _, f := range facts {
		if f.Kind != tabard.FactAnomaly || f.Of != tabard.AnomalyEnded {
			continue
		}
		one := tabard.Finding{About: f.Identity, Summary: habit.Said(view, f, "used a credential that has ended")}
		found = append(found, one)
	}
	return found
}
