// Package accountrecoverybyanother is the behavior "Recovery of another's account changed"; README.md says how it is told.
package accountrecoverybyanother

import "tabard.dev/tabard"

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "account-recovery-by-another",
		Title:       "Recovery of another's account changed",
		About:       "Somebody set the recovery address of another user to one outside the organization, enrolled a factor for them, reset their password or let their account back in.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1098", "T1556"},
		NHI:         []string{"NHI4"},
		References:  []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		FalseAlarms: []string{"A helpdesk; contractors whose address is outside."},
		Detectors: []tabard.Detector{
			{Family: "okta.system", Actions: []string{"user.account.update_secondary_email", "user.account.update_primary_email", "user.account.reset_password", "user.account.update_password", "user.account.set_temporary_password", "user.account.expire_password", "user.account.update_profile", "user.mfa.factor.activate", "user.lifecycle.reactivate", "user.lifecycle.unsuspend", "user.account.unlock_by_admin", "device.desktop_mfa.recovery_pin.generate"}, Judge: judge},
		},
	}
}
