// Package nodeproxied is the behavior "Kubelet reached through the API server"; README.md says how it is told.
package nodeproxied

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "node-proxied",
		Title:       "Kubelet reached through the API server",
		About:       "Somebody reached a kubelet through the proxy of a node: commands run there are in no audit log.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1609", "T1090"},
		NHI:         []string{"NHI10"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1609/"},
		FalseAlarms: []string{"Monitoring that scrapes kubelets through the API server."},
		Detectors:   tabard.Rules(rules),
	}
}
