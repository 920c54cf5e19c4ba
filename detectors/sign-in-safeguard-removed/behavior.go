// Package signinsafeguardremoved is the behavior "Protection of sign-in removed"; README.md says how it is told.
package signinsafeguardremoved

import "tabard.dev/tabard"

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "sign-in-safeguard-removed",
		Title:      "Protection of sign-in removed",
		About:      "A protection of the organization's sign-in was removed or switched off: a network zone, a behavior, a device check, an authenticator, ThreatInsight, protection against guessing.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562", "T1556.006"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors: []tabard.Detector{
			{Family: "okta.system", Actions: []string{"zone.delete", "zone.deactivate", "zone.remove_blacklist", "security.zone.remove_blacklist", "network_zone.rule.disabled", "security.behavior.settings.delete", "device.assurance.policy.delete", "device.posture.check.delete", "security.authenticator.lifecycle.deactivate", "system.mfa.factor.deactivate", "system.org.captcha.deactivate", "system.captcha.delete", "security.events.provider.deactivate", "security.events.provider.delete", "security.events.transmitter.delete", "security.device.temporarily_disable_blacklisting", "security.device.remove_request_blacklist_policy", "security.voice.remove_country_blacklist", "security.threat.configuration.update", "security.attack_protection.settings.update", "security.protected_action.settings.update", "security.session_protection.status.update", "security.behavior.settings.update", "device.assurance.policy.update", "zone.update"}, Judge: judge},
		},
	}
}
