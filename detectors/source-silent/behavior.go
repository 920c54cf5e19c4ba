// Package sourcesilent looks for this: log source fell silent.
package sourcesilent

import (
	"tabard.dev/tabard"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:       "source-silent",
		Title:    "Log source fell silent",
		About:    "A place that records come from sends none. Logging may have been stopped, or its way to Tabard is broken: what happens there is not seen.",
		Severity: tabard.Medium,
		Remedy:   tabard.RemedyReview,
		MITRE:    []string{"T1562.008"},
		NHI:      []string{},
		References: []string{
			"https://attack.mitre.org/techniques/T1562/008/",
		},
		FalseAlarms: []string{"A planned stop; a new version of what sends."},
		Detectors:   []tabard.Detector{{Family: "any", Judge: judge}},
	}
}

func judge(_ *tabard.Event, facts []tabard.Fact, _ tabard.View) []tabard.Finding {
	var found []tabard.Finding
	for _, f := range facts {
		if f.Kind == tabard.FactSilence {
			found = append(found, tabard.Finding{Group: f.Now, Summary: f.Now + "; expected: " + f.Was})
		}
	}
	return found
}
