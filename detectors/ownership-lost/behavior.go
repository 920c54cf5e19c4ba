// Package ownershiplost looks for this: an identity whose owner has left, or whose evidence for an owner has faded.
package ownershiplost

import (
	"fmt"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/habit"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:       "ownership-lost",
		Title:    "Owner lost",
		About:    "A program's owner has left the organization, or nobody has said for long whose it is. What nobody answers for is rotated by nobody and missed by nobody when it is stolen.",
		Severity: tabard.Medium,
		Remedy:   tabard.RemedyReview,
		MITRE:    []string{"T1078"},
		NHI:      []string{"NHI1"},
		References: []string{
			"https://owasp.org/www-project-non-human-identities-top-10/2025/1-improper-offboarding/",
		},
		FalseAlarms: []string{"A person who is suspended for a while, such as during leave."},
		Detectors:   []tabard.Detector{{Family: "any", Judge: judge}},
	}
}

// judge groups by cause: all that a person leaves behind is one finding about that person, and all that faded of one owner is one.
func judge(_ *tabard.Event, facts []tabard.Fact, view tabard.View) []tabard.Finding {
	var found []tabard.Finding
	for _, f := range facts {
		if f.Kind != tabard.FactOrphaned {
			continue
		}
		next := "nobody is known who is next"
		if f.Now != "" {
			next = fmt.Sprintf("next is %s (%.0f %%)", f.Now, 100*f.Unusual)
		}
		one := tabard.Finding{
			About: f.By, Group: f.Cause,
			Summary: fmt.Sprintf("%s was owned by %s, who has left; %s", habit.Name(view, f.Identity), f.Was, next),
		}
		if f.By.IsZero() {
			one.About, one.Group, one.Severity = f.Identity, f.Was, tabard.Low
			one.Summary = fmt.Sprintf("Nobody has said for long that %s owns %s; it is a guess now (%.0f %%)", f.Was, habit.Name(view, f.Identity), 100*f.Unusual)
		}
		found = append(found, one)
	}
	return found
}
