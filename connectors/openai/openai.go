// Package openai reads the audit log of an OpenAI organization, as the admin API gives it. Part of stage 2: it says in
// Tabard's words what a record means.
package openai

import "tabard.dev/tabard"

// Connector gives what Tabard knows of OpenAI.
func Connector() tabard.Connector {
	return tabard.Connector{
		Name:     "openai",
		Title:    "OpenAI",
		Families: []tabard.Family{audit()},
	}
}
