// Package signinpolicyweakened is the behavior "Sign-in policy weakened"; README.md says how it is told.
package signinpolicyweakened

import "tabard.dev/tabard"

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "sign-in-policy-weakened",
		Title:      "Sign-in policy weakened",
		About:      "A policy of sign-in asks for less than before: shorter passwords, no lockout, longer sessions, no second factor.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556", "T1556.006", "T1556.009"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/", "https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Policy/"},
		Detectors: []tabard.Detector{
			{Family: "okta.system", Actions: []string{"policy.lifecycle.update", "policy.lifecycle.overwrite", "policy.lifecycle.create", "policy.rule.update", "policy.rule.add", "policy.rule.create", "application.policy.sign_on.update", "application.policy.sign_on.rule.create", "app.policy.sign_on.update", "security.authenticator.lifecycle.update", "system.api_token.update"}, Judge: judge},
		},
	}
}
