// Package searchdomainforeverybody is the behavior "Search domain or backup vault for everybody"; README.md says how it is told.
package searchdomainforeverybody

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/iampolicy"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "search-domain-for-everybody",
		Title:       "Search domain or backup vault for everybody",
		About:       "The policy of a search domain or backup vault lets everybody in.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1537", "T1530"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html", "https://attack.mitre.org/techniques/T1537/"},
		FalseAlarms: []string{"Administrators who mean it."},
		Detectors:   []tabard.Detector{iampolicy.Judge([]string{"es:UpdateDomainConfig", "backup:PutBackupVaultAccessPolicy", "es:CreateDomain"}, "everybody may use it", bad)},
	}
}

func bad(_ *tabard.Event, s iampolicy.Statement) bool { return s.Anybody() }
