// Package trafficinterceptionopened is the behavior "Traffic can be taken over"; README.md says how it is told.
package trafficinterceptionopened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "traffic-interception-opened",
		Title:      "Traffic can be taken over",
		About:      "A service claims addresses of its own choice, or an ingress carries raw configuration of the proxy: both can take over traffic or read the proxy's secrets.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1557", "T1190"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1557/"},
		Detectors:  tabard.Rules(rules),
	}
}
