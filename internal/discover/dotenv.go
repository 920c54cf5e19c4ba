package discover

import (
	"bytes"
	"regexp"
	"strings"

	"tabard.dev/tabard"
)

// readDotenv reads the secrets in a file of environment variables. Examples that hold no values hold no credentials.
func readDotenv(f *file) bool {
	for _, v := range dotenv(string(f.text)) {
		kind, named := secretName(v.name)
		shape, shaped := secretValue(v.value)
		switch {
		case stateOf(v.value) != literal, !named && !shaped, !shaped && harmlessLiteral(v.value):
			continue
		case named && strings.HasSuffix(strings.ToUpper(v.name), "_KEY_ID"):
			continue // the public half of the pair; the secret half is told
		}
		c := Credential{Kind: kind, Name: clip(v.name), Line: v.line}
		if shaped {
			c.Type = shape
		}
		f.namedSecret(c, v.value)
	}
	return true
}

// looksLikeDotenv recognizes variables in a file whose name says nothing: every line that says something is one.
func looksLikeDotenv(text []byte) bool {
	lines := 0
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		if !dotenvLine.Match(line) {
			return false
		}
		lines++
	}
	return lines > 0
}

// namedSecret adds a secret that a variable or member holds, by what its value is: a URL with a password, a private key, or
// a token, with or without its scheme.
func (f *file) namedSecret(c Credential, value string) {
	switch {
	case strings.Contains(value, "PRIVATE KEY-----"):
		c.Kind, c.Type = tabard.CredentialKey, "private-key"
		if !strings.Contains(value, "\n") {
			value = strings.ReplaceAll(value, `\n`, "\n")
		}
		f.privateKey(c, []byte(value))
		return
	case userinfo.MatchString(value):
		c.Kind, c.Type = tabard.CredentialPassword, "url-password"
		if at := urlParts.FindStringSubmatch(value); at != nil {
			c.Identity, c.System, value = clip(at[2]), clip(at[4]), unescape(at[3])
		}
	default:
		if scheme, rest, ok := strings.Cut(value, " "); ok && isScheme(scheme) {
			value = rest
		}
	}
	if c.Kind == "" {
		c.Kind = tabard.CredentialSecret
		if c.Type != "" {
			c.Kind = kindOfShape(c.Type)
		}
	}
	f.secret(c, value)
}

// urlParts are scheme, user, password and host of a URL with a password.
var urlParts = regexp.MustCompile(`([a-z][a-z0-9+.-]*)://([^/\s:@]*):([^/\s]+)@([^/\s?#]*)`)

type variable struct {
	name, value string
	line        int
}

// dotenv reads NAME=VALUE lines as shells and dotenv libraries do: "export", comments, quotes, and quoted values of several
// lines.
func dotenv(text string) []variable {
	var all []variable
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); i++ {
		m := dotenvLine.FindStringSubmatch(lines[i])
		if m == nil {
			continue
		}
		v := variable{name: m[1], value: strings.TrimSpace(m[2]), line: i + 1}
		if quote := v.value; quote != "" && (quote[0] == '"' || quote[0] == '\'' || quote[0] == '`') {
			body, more := quote[1:], 0
			for !closes(body, quote[0]) && i+more+1 < len(lines) && more < 200 {
				more++
				body += "\n" + lines[i+more]
			}
			if closes(body, quote[0]) {
				v.value = body[:strings.IndexByte(body, quote[0])]
				i += more
			} else {
				v.value = strings.Trim(quote, `"'`+"`")
			}
		} else if at := strings.Index(v.value, " #"); at >= 0 {
			v.value = strings.TrimSpace(v.value[:at])
		}
		all = append(all, v)
	}
	return all
}

func closes(body string, quote byte) bool { return strings.IndexByte(body, quote) >= 0 }

var dotenvLine = regexp.MustCompile(`^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.]*)\s*=\s*(.*?)\s*$`)
