// Package accountlimitslifted is the behavior "Limits of the account lifted"; README.md says how it is told.
package accountlimitslifted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "account-limits-lifted",
		Title:       "Limits of the account lifted",
		About:       "A region was enabled, a quota raised, capacity bought for long, mail sending unlocked or an identity for it added, or the limit on text messages raised: what abuse of an account starts with.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1535", "T1496"},
		NHI:         []string{"NHI6"},
		References:  []string{"https://attack.mitre.org/techniques/T1535/", "https://attack.mitre.org/techniques/T1496/"},
		FalseAlarms: []string{"A new region or product of the company."},
		Detectors:   tabard.Rules(rules),
	}
}
