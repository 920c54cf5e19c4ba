package discover

import (
	"regexp"
	"strings"

	"tabard.dev/tabard/internal/secretshape"
)

// named are texts that name something and are no secrets, though they may look random: the ids that AWS gives (of which that
// of an access key is no secret), ARNs, addresses, fingerprints, the ids of Tabard and of directories, names with a scheme.
var named = regexp.MustCompile(`^(?:(?:AKIA|ASIA|AIDA|AROA|ANPA|AGPA)[A-Z0-9]{12,20}|arn:[a-z-]+:.*|[^\s@]{1,64}@[^\s@]+\.[A-Za-z]{2,}|` +
	`(?:sha256|sha1|md5|pbkdf2|hmac):.*|(?:id|cr|bi|gr|fi|ac)_[0-9a-f]{24}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|` +
	`(?:system:|spiffe://|team:|user:|group:).*)$`)

// password is an address with a password in it.
var password = regexp.MustCompile(`://[^/\s]*:[^/\s]*@`)

// Secretive reports whether a text that somebody asks about may be a secret, so that it must not be sent or shown: one of a
// known shape, a key file, an address with a password, or a long text of mixed characters. When in doubt, it may.
func Secretive(text string) bool {
	if _, _, _, found := secretshape.Find(text); found || strings.Contains(text, "-----BEGIN") || password.MatchString(text) {
		return true
	}
	if named.MatchString(text) {
		return false
	}
	return len(text) >= 20 && !strings.ContainsAny(text, " \t\r\n") && strings.ContainsAny(text, "0123456789") &&
		strings.ContainsAny(strings.ToLower(text), "abcdefghijklmnopqrstuvwxyz")
}

// Fingerprint gives what [Files] gives for a secret: "sha256:", or "pbkdf2:" for one that could be guessed, and 16 hexadecimal
// digits.
func Fingerprint(secret string) string { return new(fingerprints).of(secret) }

// Known gives what the credentials of an item may be known by: their fingerprints and the ids that their systems give them.
func Known(item Item) (prints, ids []string) {
	switch i := item.(type) {
	case *Credential:
		if i.Fingerprint != "" {
			prints = append(prints, i.Fingerprint)
		}
		if i.NativeID != "" {
			ids = append(ids, i.NativeID)
		}
	case *Server:
		for _, s := range i.Secrets {
			prints = append(prints, s.Fingerprint)
		}
	}
	return prints, ids
}
