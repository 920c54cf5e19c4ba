// Package systemobjectchanged is the behavior "Part of the system changed"; README.md says how it is told.
package systemobjectchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "system-object-changed",
		Title:       "Part of the system changed",
		About:       "A setting or role that the cluster itself rests on was changed: name resolution, who may sign in, the proxy, or a role that comes with Kubernetes.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1098.006", "T1557", "T1565"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1098/006/"},
		FalseAlarms: []string{"Upgrades of the cluster by hand."},
		Detectors:   tabard.Rules(rules),
	}
}
