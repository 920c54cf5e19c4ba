// Package anthropic reads the activity feed of Anthropic's Compliance API: what is done in a Claude organization and on the
// API platform. Part of stage 2: it says in Tabard's words what a record means.
//
// The feed's types grow by the month and are named alike, a thing and what was done to it, so they are read by their words;
// only those that are named otherwise are listed.
package anthropic

import "tabard.dev/tabard"

// Connector gives what Tabard knows of Anthropic.
func Connector() tabard.Connector {
	return tabard.Connector{
		Name:     "anthropic",
		Title:    "Anthropic",
		Families: []tabard.Family{activity()},
	}
}
