// Package nodeproxyused is the behavior "Kubelet reached through the API"; README.md says how it is told.
package nodeproxyused

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "node-proxy-used",
		Title:       "Kubelet reached through the API",
		About:       "Somebody spoke to the kubelet of a node through the API's proxy: it runs commands in every pod of the node, past the audit log.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1609", "T1210"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1609/"},
		FalseAlarms: []string{"Monitoring agents that are not service accounts."},
		Detectors:   tabard.Rules(rules),
	}
}
