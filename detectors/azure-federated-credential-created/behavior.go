// Package azurefederatedcredentialcreated is the behavior "Federated credential put on an identity"; README.md says how it is told.
package azurefederatedcredentialcreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-federated-credential-created",
		Title:      "Federated credential put on an identity",
		About:      "Tokens of another issuer can now become a managed identity.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyQuarantine,
		MITRE:      []string{"T1098.001", "T1550"},
		NHI:        []string{"NHI3"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
