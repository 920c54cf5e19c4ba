package discover

import (
	"encoding/base64"
	"encoding/json/v2"
	"strings"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/secretshape"
)

// describe fills in what a credential's value itself tells: its type by its shape, and whom a JSON Web Token is for. What
// the file said goes before.
func describe(c *Credential, value string) {
	shape, known := secretshape.Of(value)
	if known && (c.Type == "" || c.Type == string(c.Kind)) {
		c.Type = shape
		c.Kind = kindOfShape(shape)
	}
	if c.Type == "" {
		c.Type = string(c.Kind)
	}
	if shape == "jwt" {
		describeJWT(c, value)
	}
}

func kindOfShape(shape string) tabard.CredentialKind {
	switch {
	case strings.HasSuffix(shape, "-key"):
		return tabard.CredentialKey
	case strings.HasSuffix(shape, "-secret"):
		return tabard.CredentialSecret
	}
	return tabard.CredentialToken
}

// describeJWT reads the claims of a token. They are not verified: they say whom the token claims to be for.
func describeJWT(c *Credential, token string) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return
	}
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return
	}
	var claims struct {
		Subject  any     `json:"sub"`
		Issuer   any     `json:"iss"`
		Expires  float64 `json:"exp"`
		IssuedAt float64 `json:"iat"`
	}
	if json.Unmarshal(payload, &claims) != nil {
		return
	}
	if subject, ok := claims.Subject.(string); ok && c.Identity == "" {
		c.Identity = clip(subject)
	}
	if issuer, ok := claims.Issuer.(string); ok && c.System == "" {
		c.System = clip(issuer)
	}
	if c.Expires.IsZero() {
		c.Expires = unixSeconds(claims.Expires)
	}
	if c.Created.IsZero() {
		c.Created = unixSeconds(claims.IssuedAt)
	}
}

// unixSeconds reads a time of a token or cache file; zero for nonsense.
func unixSeconds(seconds float64) time.Time {
	if seconds < 946684800 || seconds > 4102444800 { // before 2000, after 2100
		return time.Time{}
	}
	return time.Unix(int64(seconds), 0).UTC()
}

// clip bounds a text from a file that nobody vouches for.
func clip(text string) string {
	const most = 200
	if len(text) > most {
		return strings.ToValidUTF8(text[:most], "") + "…"
	}
	return text
}
