package ssodisabled

import (
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/gitlabsetting"
)

// What GitLab calls the settings of sign-in: those that protect while on, those that weaken while on, and those that say who
// vouches for members, for which any new value counts.
var (
	protects = []string{
		"two_factor_authentication", "enforced_sso", "enforced_group_managed", "git_check_enforced", "admin_approval_after", "admin_mode", "email_confirmation", "expiration_enforced",
		"disable_personal_access_tokens", "disable_ssh_keys",
	}
	weakens  = []string{"signup_enabled", "password_authentication_enabled", "allow_mfa_for_subgroups"}
	vouches  = []string{"sso_url", "idp_sso", "idp_cert", "certificate_fingerprint", "step_up_auth"}
	removals = []string{"user_disable_two_factor", "group_saml_provider_delete", "group_saml_provider_destroy", "group_saml_provider_deleted", "require_two_factor_authentication_disabled"}
)

func gitlab(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	if ended(e) || weakened(e) {
		return []tabard.Finding{{}}
	}
	return nil
}

func ended(e *tabard.Event) bool {
	for _, name := range removals {
		if strings.EqualFold(e.Action, name) {
			return true
		}
	}
	message := strings.ToLower(gitlabsetting.Field(e, "custom_message").String())
	return strings.HasSuffix(e.Action, "two_factor_disabled") || strings.Contains(message, "disabled two-factor")
}

func weakened(e *tabard.Event) bool {
	c, ok := gitlabsetting.Of(e)
	provider := strings.Contains(e.Action, "saml_provider")
	switch {
	case !ok:
		return false
	case c.Names(vouches):
		return c.From != "" && c.From != c.To
	case c.Setting == "enabled" && provider:
		return c.Off()
	case strings.Contains(c.Setting, "ip_restriction"):
		return c.From != "" && c.To == "" || strings.Contains(c.To, "0.0.0.0/0") || strings.Contains(c.To, "::/0")
	case strings.Contains(c.Setting, "allowed_email_domain"):
		return c.From != "" && c.To == ""
	case c.Names(weakens):
		return c.On()
	}
	return c.Names(protects) && c.Off()
}
