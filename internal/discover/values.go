package discover

import (
	"regexp"
	"strings"

	"tabard.dev/tabard/internal/secretshape"
)

// valueState says what a value in a configuration is.
type valueState uint8

const (
	literal     valueState = iota // it stands there itself
	empty                         //
	reference                     // it is somewhere else: ${TOKEN}, op://vault/item, an encrypted text
	placeholder                   // somebody is to put it in: <your token>, YOUR_API_KEY
)

var (
	// A text that is one reference from its first to its last byte: ${X}, ${input:x}, {{ x }}, $X, %X%, $(x), <%= x %>.
	referenceForm = regexp.MustCompile(`^(\$\{[^{}]*\}|\$\{\{[^{}]*\}\}|\{\{[^{}]*\}\}|\{[A-Za-z0-9_:.-]+\}|\$[A-Za-z_][A-Za-z0-9_]*|\$\([^()]*\)|%[A-Za-z_][A-Za-z0-9_]*%|<%=?[^<>]*%>|\$env:[A-Za-z0-9_]+)$`)
	// References to secret stores, as their clients write them.
	referenceStart = regexp.MustCompile(`^(op://|vault:|vault://|secretref:|ref\+|keyring:|keychain:|bws://|doppler://|env:|file:|arn:aws[a-z-]*:(secretsmanager|ssm):|projects/[^/]+/secrets/|@Microsoft\.KeyVault|ENC\[|\$ANSIBLE_VAULT|encrypted:|!vault|!secret)`)
	// A text for people, in brackets.
	placeholderForm = regexp.MustCompile(`^(<[^<>]*>|\[[A-Za-z _-]+\])$`)
	// Words for people, as the whole or the beginning of the value.
	placeholderWords = regexp.MustCompile(`(?i)^((your|my)[ _-]?[a-z0-9 _-]*|(paste|insert|enter|add|put|replace|set|change)[ _-]?(your|me|this|it|here|with|in)[a-z0-9 _.-]*|changeme|todo|fixme|example|placeholder|dummy|redacted|none|null|xxx+|\*{3,}|\.{3}|…|x{4,}[-x]*)$`)
	// A mark and nothing but filling after it: sk-xxxx, ghp_****, pat.XXXX, sk-...
	filling = regexp.MustCompile(`^[A-Za-z0-9_.-]{0,12}?([xX*.…•_-]{4,}|\.{3}|…)$`)
)

// stateOf judges a value. In doubt it says literal: what is taken for a literal is never shown.
func stateOf(value string) valueState {
	value = strings.TrimSpace(value)
	switch {
	case value == "":
		return empty
	case referenceForm.MatchString(value), referenceStart.MatchString(value):
		return reference
	case placeholderForm.MatchString(value), filling.MatchString(value):
		return placeholder
	case placeholderWords.MatchString(value) && !random(value, 16):
		return placeholder
	}
	return literal
}

// secretValue judges by the value alone whether it is a secret or holds one, and says what type of secret.
func secretValue(value string) (kind string, ok bool) {
	if _, _, kind, ok := secretshape.Find(value); ok {
		return kind, true
	}
	lower := strings.ToLower(value)
	switch {
	case strings.Contains(value, "PRIVATE KEY-----"):
		return "private-key", true
	case authScheme.MatchString(value):
		return "token", true
	case userinfo.MatchString(value):
		return "password", true
	case strings.Contains(lower, `"authorization"`):
		return "token", true
	case strings.Contains(lower, "password=") || strings.Contains(lower, "accountkey=") || strings.Contains(lower, "sharedaccesskey="):
		return "connection-string", true
	}
	return "", false
}

var (
	authScheme = regexp.MustCompile(`(?i)^\s*(bearer|basic)\s+\S+`)
	userinfo   = regexp.MustCompile(`[a-z][a-z0-9+.-]*://[^/\s:@]*:[^/\s@]+@`)
)

// harmlessLiteral reports values that are no secret whatever their name says: truth values and places of files.
func harmlessLiteral(value string) bool {
	switch strings.ToLower(strings.TrimSpace(value)) {
	case "true", "false", "yes", "no", "on", "off", "0", "1":
		return true
	}
	return filePath.MatchString(value) && !random(value[strings.LastIndexAny(value, `/\`)+1:], 16)
}

// mayShow reports values that can be shown even where a secret is expected, because they are plainly none: references, and
// texts that ask to be replaced. What only looks like filler is not among them; somebody may have chosen it.
func mayShow(value string) bool {
	value = strings.TrimSpace(value)
	return value == "" || referenceForm.MatchString(value) || placeholderForm.MatchString(value) || asksForYours.MatchString(value)
}

var asksForYours = regexp.MustCompile(`^(YOUR|your)[ _-][A-Za-z _-]*$`)

// filePath needs a beginning that only paths have, or a name with an ending that key files have.
var filePath = regexp.MustCompile(`^(~?/[^\s:]+/[^\s:]*|\.{1,2}/[^\s]+|[A-Za-z]:\\[^\s].*|[^\s/]*[A-Za-z0-9_-]+\.(json|pem|key|crt|p12|pfx|txt|ya?ml|env|toml|ini))$`)
