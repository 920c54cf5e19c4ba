package discover

import (
	"strings"
	"testing"
)

func TestSecretive(t *testing.T) {
	for text, want := range map[string]bool{
		"ghp_" + strings.Repeat("aB3", 12):                 true,
		"token is glpat-" + strings.Repeat("x1", 12) + ".": true,
		"-----BEGIN OPENSSH PRIVATE KEY-----":              true,
		"postgres://erp:hunter2@db.example/erp":            true,
		"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY1":        true,
		"AKIAIOSFODNN7EXAMPLE":                             false,
		"arn:aws:iam::123456789012:user/ci-deploy-runner1": false,
		"grace.hopper1906@example.org":                     false,
		"sha256:0011223344556677":                          false,
		"3f2504e0-4f89-11d3-9a0c-0305e82c3301":             false,
		"system:serviceaccount:finance:invoice-triage-v2":  false,
		"billing":                                false,
		"the billing agent of team 7 in finance": false,
	} {
		if got := Secretive(text); got != want {
			t.Errorf("Secretive(%q) = %v, want %v", text, got, want)
		}
	}
}
