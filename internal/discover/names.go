package discover

import (
	"slices"
	"strings"
	"unicode"

	"tabard.dev/tabard"
)

// Words that make a name the name of a secret, and what kind of secret. The judgement is by words, so that MONKEY is no key
// and MAX_TOKENS no token.
var (
	// secretWords do so wherever they stand.
	secretWords = map[string]tabard.CredentialKind{
		"password": tabard.CredentialPassword, "passwd": tabard.CredentialPassword, "passphrase": tabard.CredentialPassword,
		"pwd": tabard.CredentialPassword, "pass": tabard.CredentialPassword, "passcode": tabard.CredentialPassword, "pw": tabard.CredentialPassword,
		"secret": tabard.CredentialSecret, "secrets": tabard.CredentialSecret, "mnemonic": tabard.CredentialSecret,
		"credential": tabard.CredentialSecret, "credentials": tabard.CredentialSecret, "creds": tabard.CredentialSecret,
		"token": tabard.CredentialToken, "jwt": tabard.CredentialToken, "bearer": tabard.CredentialToken, "pat": tabard.CredentialToken,
		"cookie": tabard.CredentialToken, "authorization": tabard.CredentialToken, "dsn": tabard.CredentialPassword,
	}
	// gluedWords do so at the end of a word that was written together: dbpassword, githubtoken.
	gluedWords = []string{"password", "passwd", "passphrase", "secret", "token", "apikey", "accesskey", "secretkey", "privatekey", "authkey", "credentials"}

	// keyOwners make the word after them, key or keys, a secret even inside a name.
	keyOwners = words("api access secret private auth service account signing encryption master admin app application client license subscription ssh deploy role anon shared storage sdk rest bot user")
	// openKeys before key or keys say that it is no secret.
	openKeys = words("public publishable primary foreign partition sort cache project issue idempotency row object index hot lookup routing group event dictionary map sort site host known trusted")

	// harmlessEnds at the end of a name say that it is about a secret and is none: TOKEN_URL, API_KEY_HEADER.
	harmlessEnds = words("url uri urls endpoint host hostname domain port path paths file files filename dir directory folder name names type types kind mode " +
		"ttl expiry expires expiration lifetime age timeout interval limit limits length size count max min budget window usage enabled disabled required optional " +
		"region zone version algorithm alg header headers prefix suffix format encoding issuer audience scope scopes arn symbol address contract decimals " +
		"provider source store backend manager policy rotation env var ref reference refs pattern regex validator id")
	// harmlessStarts do so at the beginning: MAX_TOKEN_COUNT, USE_AUTH_TOKEN.
	harmlessStarts = words("max min num use enable disable require has is allow skip count")
)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

// secretName judges by its name alone whether a variable, header, flag or member holds a secret.
func secretName(name string) (tabard.CredentialKind, bool) {
	parts := nameWords(name)
	if len(parts) == 0 || len(parts) == 1 && parts[0] == "pwd" || harmlessStarts[parts[0]] {
		return "", false
	}
	last := len(parts) - 1
	// The id of an access key or of a Vault secret is half of a pair, and what scanners for leaks look for.
	if last > 0 && parts[last] == "id" {
		half := parts[last-1] == "secret" || last > 1 && parts[last-1] == "key" && parts[last-2] == "access"
		return tabard.CredentialKey, half
	}
	if last > 0 && harmlessEnds[parts[last]] {
		return "", false
	}
	joined := strings.Join(parts, " ")
	switch {
	case strings.Contains(joined, "connection string"), strings.Contains(joined, "conn str"), strings.Contains(joined, "seed phrase"), strings.Contains(joined, "recovery phrase"):
		return tabard.CredentialSecret, true
	case parts[last] == "auth" && last > 0:
		return tabard.CredentialToken, true
	}
	for i, word := range parts {
		if kind, ok := secretWords[word]; ok {
			return kind, true
		}
		if word == "tokens" && i > 0 && (keyOwners[parts[i-1]] || parts[i-1] == "refresh") {
			return tabard.CredentialToken, true
		}
		if word == "key" || word == "keys" {
			owned := i > 0 && keyOwners[parts[i-1]]
			open := i > 0 && openKeys[parts[i-1]]
			if owned || !open && i == last && i > 0 {
				return tabard.CredentialKey, true
			}
		}
		for _, end := range gluedWords {
			if len(word) > len(end) && strings.HasSuffix(word, end) || word == end {
				return gluedKind(end), true
			}
		}
	}
	return "", false
}

func gluedKind(end string) tabard.CredentialKind {
	if kind, ok := secretWords[end]; ok {
		return kind
	}
	return tabard.CredentialKey
}

// nameWords takes a name apart: at everything that is no letter or digit, between a small and a capital letter, and before
// the last capital of a run that a small letter follows. A number at the end, as in API_KEY_2, is no word.
func nameWords(name string) []string {
	var parts []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			parts = append(parts, strings.ToLower(string(word)))
			word = word[:0]
		}
	}
	letters := []rune(name)
	for i, c := range letters {
		switch {
		case !unicode.IsLetter(c) && !unicode.IsDigit(c):
			flush()
			continue
		case i > 0 && unicode.IsUpper(c) && unicode.IsLower(letters[i-1]):
			flush()
		case i > 0 && i+1 < len(letters) && unicode.IsUpper(c) && unicode.IsUpper(letters[i-1]) && unicode.IsLower(letters[i+1]):
			flush()
		}
		word = append(word, c)
	}
	flush()
	return slices.DeleteFunc(parts, func(word string) bool {
		return strings.Trim(word, "0123456789") == ""
	})
}
