// Package credentialshared looks for this: credential used from many places.
package credentialshared

import (
	"fmt"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/habit"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:       "credential-shared",
		Title:    "Credential used from many places",
		About:    "One long-lived credential is used from ten networks or more: it was copied to many workloads, or handed around.",
		Severity: tabard.Low,
		Remedy:   tabard.RemedyRotate,
		MITRE:    []string{"T1078.004"},
		NHI:      []string{"NHI9"},
		References: []string{
			"https://attack.mitre.org/techniques/T1078/004/",
		},
		FalseAlarms: []string{"Pods that move over many networks behind one service account."},
		Detectors:   []tabard.Detector{{Family: "any", Judge: judge}},
	}
}

// many is from how many networks on a credential is shared.
const many = 10

func judge(_ *tabard.Event, facts []tabard.Fact, view tabard.View) []tabard.Finding {
	var found []tabard.Finding
	for _, f := range facts {
		if f.Kind != tabard.FactCredentialUse || f.Unusual < many || habit.Kind(view, f.Identity) == tabard.KindHuman {
			continue
		}
		one := tabard.Finding{About: f.Identity, Summary: fmt.Sprintf("A credential of %s is used from %.0f networks, the newest is %s", habit.Name(view, f.Identity), f.Unusual, f.Now)}
		if f.Unusual >= 2*many {
			one.Severity = tabard.Medium
		}
		found = append(found, one)
	}
	return found
}
