// Package birthwithoutowner looks for credentials and identities that came into being without anybody to answer for them.
package birthwithoutowner

import (
	"fmt"

	"tabard.dev/tabard"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:       "birth-without-owner",
		Title:    "Created without an owner",
		About:    "Somebody made a credential or identity that nobody is accountable for. It will be orphaned when its maker moves on.",
		Severity: tabard.Info,
		Remedy:   tabard.RemedyReview,
		MITRE:    []string{"T1136"},
		NHI:      []string{"NHI1"},
		References: []string{
			"https://owasp.org/www-project-non-human-identities-top-10/",
		},
		FalseAlarms: []string{"Teams that name owners in a place Tabard does not read."},
		Detectors:   []tabard.Detector{{Family: "any", Judge: judge}},
	}
}

// creatorIsNoOwner is the confidence up to which an owner is only a guess from who made the thing.
const creatorIsNoOwner = 0.5

// judge groups by creator: whoever makes a hundred things without an owner is one line with a count, not a flood.
func judge(e *tabard.Event, facts []tabard.Fact, view tabard.View) []tabard.Finding {
	if !view.History() {
		return nil
	}
	var found []tabard.Finding
	for _, f := range facts {
		b := f.Birth
		if f.Kind != tabard.FactBirth || b.Creator == "unknown" || b.Owner != nil && b.Owner.Confidence > creatorIsNoOwner {
			continue
		}
		if holder, ok := view.Identity(f.Identity); ok && holder.Kind.Value == tabard.KindHuman {
			continue // a human answers for what is theirs
		}
		one := tabard.Finding{
			About: e.Actor.Key, Group: string(b.Kind),
			Summary: fmt.Sprintf("%s made the %s %q, and nobody owns it", e.Actor.Name, b.Kind, b.Name),
		}
		if view.OwnerSource(e.System) || neverEnds(e) {
			one.Severity = tabard.Medium
		}
		found = append(found, one)
	}
	return found
}

// neverEnds reports whether the event made a credential that the record says never expires.
func neverEnds(e *tabard.Event) bool {
	for i := range e.Changes {
		if c := &e.Changes[i]; c.Verb == tabard.Created && c.Credential.NeverEnds {
			return true
		}
	}
	return false
}
