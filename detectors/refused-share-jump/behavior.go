// Package refusedsharejump looks for this: more records of a source are refused.
package refusedsharejump

import (
	"tabard.dev/tabard"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:       "refused-share-jump",
		Title:    "More records of a source are refused",
		About:    "A place that records come from sends more that are not readable. Strict reading must not be a way to hide: look at what is refused.",
		Severity: tabard.Medium,
		Remedy:   tabard.RemedyReview,
		MITRE:    []string{"T1562.006"},
		NHI:      []string{},
		References: []string{
			"https://attack.mitre.org/techniques/T1562/006/",
		},
		FalseAlarms: []string{"A planned stop; a new version of what sends."},
		Detectors:   []tabard.Detector{{Family: "any", Judge: judge}},
	}
}

func judge(_ *tabard.Event, facts []tabard.Fact, _ tabard.View) []tabard.Finding {
	var found []tabard.Finding
	for _, f := range facts {
		if f.Kind == tabard.FactRefusals {
			found = append(found, tabard.Finding{Group: f.Now, Summary: f.Now + "; expected: " + f.Was})
		}
	}
	return found
}
