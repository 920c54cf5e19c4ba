// Package secretslistedeverywhere is the behavior "Secrets listed in all namespaces"; README.md says how it is told.
package secretslistedeverywhere

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "secrets-listed-everywhere",
		Title:       "Secrets listed in all namespaces",
		About:       "All secrets of the cluster were listed or watched at once.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1552.007"},
		NHI:         []string{"NHI2"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1552/007/"},
		FalseAlarms: []string{"Operators that read secrets of all namespaces, such as ingress controllers and external-secrets."},
		Detectors:   tabard.Rules(rules),
	}
}
