// Package federationproviderchanged is the behavior "Identity provider added or changed"; README.md says how it is told.
package federationproviderchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "federation-provider-changed",
		Title:      "Identity provider added or changed",
		About:      "A provider may now vouch for identities of the account: SAML, OIDC, a certificate authority, the workforce's external provider, a provider of a user pool or cluster.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1484.002", "T1606.002"},
		NHI:        []string{"NHI3"},
		References: []string{"https://attack.mitre.org/techniques/T1484/002/", "https://attack.mitre.org/techniques/T1606/002/"},
		Detectors:  tabard.Rules(rules),
	}
}
