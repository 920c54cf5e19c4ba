// Package birthbyunknown looks for credentials, identities and trusts that nobody is known to have made.
package birthbyunknown

import (
	"fmt"

	"tabard.dev/tabard"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:       "birth-by-unknown",
		Title:    "Created by nobody that is known",
		About:    "A credential, identity or trust came into being and no record says who made it: the log has a hole, or somebody went around it.",
		Severity: tabard.High,
		Remedy:   tabard.RemedyQuarantine,
		MITRE:    []string{"T1098.001", "T1136"},
		NHI:      []string{"NHI1"},
		ASI:      []string{"ASI03"},
		References: []string{
			"https://attack.mitre.org/techniques/T1098/001/",
			"https://owasp.org/www-project-non-human-identities-top-10/",
		},
		FalseAlarms: []string{"A log family whose records do not name the actor; its README says so."},
		Detectors:   []tabard.Detector{{Family: "any", Judge: judge}},
	}
}

func judge(_ *tabard.Event, facts []tabard.Fact, view tabard.View) []tabard.Finding {
	if !view.History() {
		return nil
	}
	var found []tabard.Finding
	for _, f := range facts {
		if f.Kind != tabard.FactBirth || f.Birth.Creator != "unknown" {
			continue
		}
		found = append(found, tabard.Finding{
			About: f.Identity, Group: f.Birth.Subject,
			Summary: fmt.Sprintf("The %s %q was created and no record says by whom", f.Birth.Kind, f.Birth.Name),
		})
	}
	return found
}
