// Package scriptclientused is the behavior "Cluster API used with a script"; README.md says how it is told.
package scriptclientused

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "script-client-used",
		Title:       "Cluster API used with a script",
		About:       "A person or service account called the API server with a generic client such as curl, wget or a script: not what workloads or operators use.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1106"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1106/"},
		Detectors:   tabard.Rules(rules),
	}
}
