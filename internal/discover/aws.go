package discover

import (
	"strings"
	"time"

	"tabard.dev/tabard"
)

// readAWSProfiles reads the shared credentials and configuration files of AWS clients: keys, and how profiles become roles.
func readAWSProfiles(f *file) bool {
	if f.trees() != nil {
		return false // "role_arn" in a document is something else
	}
	for _, section := range readINI(f.text) {
		profile := strings.TrimPrefix(section.name, "profile ")
		if profile == "" || strings.HasPrefix(section.name, "plugins") {
			continue
		}
		id, line := section.get("aws_access_key_id")
		secret, at := section.get("aws_secret_access_key")
		if secret != "" {
			c := Credential{
				Kind: tabard.CredentialKey, Type: "aws-access-key", System: "aws", Name: profile, NativeID: clip(id),
				Line: max(line, at),
			}
			if line > 0 {
				c.Line = line
			}
			if token, _ := section.get("aws_session_token"); token != "" {
				c.Type = "aws-session-key"
			} else if strings.HasPrefix(id, "AKIA") {
				c.Hint = "a long-lived key: it works until somebody deletes it (aws configure sso replaces it)"
			}
			f.secret(c, secret)
		}
		f.awsIdentity(section, profile)
	}
	return f.is(".aws/credentials", ".aws/config") || len(f.items) > 0
}

// awsIdentity reads how a profile gets its credentials from elsewhere.
func (f *file) awsIdentity(section iniSection, profile string) {
	for _, way := range []struct{ name, typ, via string }{
		{"role_arn", "aws-role", "source_profile"},
		{"sso_start_url", "aws-sso", "sso_role_name"},
		{"sso_session", "aws-sso", "sso_role_name"},
		{"credential_process", "aws-credential-process", ""},
	} {
		value, line := section.get(way.name)
		if value == "" {
			continue
		}
		via, _ := section.get(way.via)
		if way.typ == "aws-role" && via == "" {
			for _, other := range []string{"web_identity_token_file", "credential_source"} {
				if text, _ := section.get(other); text != "" && via == "" {
					via = text
				}
			}
		}
		i := Identity{Type: way.typ, Identity: clip(value), System: "aws", Name: profile, Via: clip(via), Line: line}
		if way.typ == "aws-credential-process" {
			i.Identity, i.Via = profile, (&redactor{prints: f.prints}).plainWords(value)
		}
		f.identity(i)
		return
	}
}

// readAWSCache reads the tokens that AWS clients keep between calls.
func readAWSCache(f *file) bool {
	doc := f.tree()
	expires := parseTime(doc.Str("expiresAt"))
	if token := doc.Get("accessToken"); token != nil {
		f.secret(Credential{
			Kind: tabard.CredentialToken, Type: "aws-sso-token", System: clip(doc.Str("startUrl")), Expires: expires, Line: token.Line,
		}, token.Text)
	}
	for _, name := range []string{"refreshToken", "clientSecret"} {
		if secret := doc.Get(name); secret != nil {
			f.secret(Credential{
				Kind: tabard.CredentialToken, Type: "aws-sso-" + strings.ToLower(name), System: clip(doc.Str("startUrl")),
				Expires: parseTime(doc.Str("registrationExpiresAt")), Line: secret.Line,
			}, secret.Text)
		}
	}
	if secret := doc.Get("Credentials", "SecretAccessKey"); secret != nil {
		f.secret(Credential{
			Kind: tabard.CredentialKey, Type: "aws-session-key", System: "aws", NativeID: clip(doc.Str("Credentials", "AccessKeyId")),
			Identity: clip(doc.Str("AssumedRoleUser", "Arn")), Expires: parseTime(doc.Str("Credentials", "Expiration")), Line: secret.Line,
		}, secret.Text)
	}
	return true
}

// parseTime reads the times that clients write into their caches; zero for anything else.
func parseTime(text string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05UTC", "2006-01-02T15:04:05MST", "2006-01-02 15:04:05.999999", "2006-01-02T15:04:05.999999"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}
