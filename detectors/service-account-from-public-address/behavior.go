// Package serviceaccountfrompublicaddress is the behavior "Service account used from a public address"; README.md says how it is told.
package serviceaccountfrompublicaddress

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "service-account-from-public-address",
		Title:       "Service account used from a public address",
		About:       "A token of a service account was used from a public address: it has left the cluster.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyRotate,
		MITRE:       []string{"T1528", "T1078"},
		NHI:         []string{"NHI2"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1528/"},
		FalseAlarms: []string{"Clusters whose nodes reach the API server through a public address, and CI that deploys with a service-account token."},
		Detectors:   tabard.Rules(rules),
	}
}
