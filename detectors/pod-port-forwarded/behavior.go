// Package podportforwarded is the behavior "Port of a pod or service forwarded"; README.md says how it is told.
package podportforwarded

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "pod-port-forwarded",
		Title:      "Port of a pod or service forwarded",
		About:      "A port inside the cluster was forwarded, or reached through the API's own proxy.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1090", "T1572"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1090/"},
		Detectors:  tabard.Rules(rules),
	}
}
