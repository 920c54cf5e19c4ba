// Package workflowofforktrusted is the behavior "Code of strangers ran with rights"; README.md says how it is told.
package workflowofforktrusted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "workflow-of-fork-trusted",
		Title:       "Code of strangers ran with rights",
		About:       "Code from outside ran where it can reach secrets or machines: a fork's code with the rights of the target, or a job of a public repository on a self-hosted runner.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1195.002", "T1059"},
		NHI:         []string{"NHI5", "NHI6"},
		References:  []string{"https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/", "https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions#hardening-for-self-hosted-runners"},
		FalseAlarms: []string{"Runners that are made for one job and thrown away."},
		Detectors:   tabard.Rules(rules),
	}
}
