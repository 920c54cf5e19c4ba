// Package instancecredentialfrompublicaddress is the behavior "Instance credential used from a public address"; README.md says how it is told.
package instancecredentialfrompublicaddress

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "instance-credential-from-public-address",
		Title:       "Instance credential used from a public address",
		About:       "Credentials that a virtual machine gets from its metadata service were used from a public address.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyRotate,
		MITRE:       []string{"T1552.005", "T1078.004"},
		NHI:         []string{"NHI2"},
		References:  []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html", "https://attack.mitre.org/techniques/T1552/005/"},
		FalseAlarms: []string{"Instances with public addresses that reach AWS over the internet: the address is then one of the account."},
		Detectors:   tabard.Rules(rules),
	}
}
