// Package azureransomblobuploaded is the behavior "Blob with the mark of a ransom uploaded"; README.md says how it is told.
package azureransomblobuploaded

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-ransom-blob-uploaded",
		Title:      "Blob with the mark of a ransom uploaded",
		About:      "A blob was written whose name says that it is encrypted or asks for a ransom.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1486"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
