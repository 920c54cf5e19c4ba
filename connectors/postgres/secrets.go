package postgres

import (
	"strings"

	"tabard.dev/tabard"
)

// cutSQL cuts secrets out of a text that is SQL or holds some: passwords of roles and user mappings, what is assigned to or
// compared with something called a password, secret, token or key, connection strings, keys of pgcrypto's functions; in
// strings and function bodies too. It gives the very text where there is nothing to cut.
func cutSQL(sql string, cut tabard.Cut) string { return cutter{cut: cut}.sql(sql, 0) }

type cutter struct{ cut tabard.Cut }

// maxNesting bounds how deep strings in strings are looked into.
const maxNesting = 4

func (c cutter) sql(sql string, depth int) string {
	clean, _ := c.look(sql, depth)
	return clean
}

// look cuts, and gives the parameters ("$1") that stand where a secret would.
func (c cutter) look(sql string, depth int) (clean string, params map[string]string) {
	if !mayHoldSecret([]byte(sql)) {
		return sql, nil
	}
	var b strings.Builder
	done := 0
	l, w := lexer{sql: sql}, watch{}
	for {
		t, ok := l.next()
		if !ok {
			break
		}
		stand, changed := "", false
		switch t.kind {
		case stringToken, dollarToken:
			stand, changed = c.literal(t, w.secret(), depth)
		case paramToken:
			if kind := w.secret(); kind != "" {
				if params == nil {
					params = map[string]string{}
				}
				params[t.text] = kind
			}
		case wordToken, numberToken, nameToken:
			if w.bare(t) { // an unquoted password is a mistake, and no less a password
				stand, changed = "'"+c.cut("password", []byte(t.text))+"'", true
				t.kind = stringToken
			}
		case signToken:
		}
		if changed {
			b.WriteString(sql[done:t.at])
			b.WriteString(stand)
			done = t.end
		}
		w.see(t)
	}
	if done == 0 {
		return sql, params
	}
	b.WriteString(sql[done:])
	return b.String(), params
}

// watch remembers what stands before a string, which says whether the string is a secret.
type watch struct {
	last   [2]string // the last tokens' texts, the newest first; "'" for a string
	begun  []string  // the first words of the statement
	crypto int       // depth of parentheses inside a call of a function that takes a key; 0 outside
	kind   string    // of secret that the next string would be
	insert insert
}

// insert follows "INSERT INTO t (a, password) VALUES ('x', 'y'), …": which columns are secret, and which one comes next.
type insert struct {
	depth   int
	columns bool // inside the list of columns
	values  bool // after VALUES
	column  int
	kinds   []string // of the columns' secrets, "" for an ordinary one
}

func (w *watch) see(t token) {
	if len(w.begun) < 3 && t.kind == wordToken {
		w.begun = append(w.begun, t.text)
	}
	sign := ""
	if t.kind == signToken {
		sign = t.text
	}
	if sign == ";" {
		*w = watch{}
		return
	}
	w.seeInsert(t, sign)
	name := t.kind == wordToken || t.kind == nameToken
	switch {
	case sign == "(":
		if w.crypto > 0 || cryptoFunctions(w.last[0]) {
			w.crypto++
		}
		w.kind = ""
	case sign == ")":
		w.crypto, w.kind = max(0, w.crypto-1), ""
	case name && secretWord(t.text):
		w.kind = kindOf(t.text)
	case sign == "=", sign == ":", t.kind == wordToken && t.text == "to":
		// between a name and what it gets or is compared with
	case t.kind == stringToken && setting(t.text) && secretWord(t.text):
		w.kind = kindOf(t.text) // set_config('app.secret', '…')
	case t.kind == stringToken && w.kind != "":
		// a string may go on after a line end: 'canary' 'bird' is one
	case sign == "," && w.kind != "" && w.last[0] == "'":
		// between two arguments
	default:
		w.kind = ""
	}
	text := t.text
	if t.kind == stringToken || t.kind == dollarToken {
		text = "'"
	}
	w.last[1], w.last[0] = w.last[0], text
}

func (w *watch) seeInsert(t token, sign string) {
	if len(w.begun) < 2 || w.begun[0] != "insert" {
		return
	}
	in := &w.insert
	switch sign {
	case "(":
		in.depth++
		if in.depth == 1 {
			in.column, in.columns = 0, !in.values && in.kinds == nil
		}
		return
	case ")":
		in.depth--
		in.columns = false
		return
	case ",":
		if in.depth == 1 {
			in.column++
		}
		return
	}
	switch {
	case t.kind == wordToken && t.text == "values":
		in.values = true
	case in.columns && (t.kind == wordToken || t.kind == nameToken):
		kind := ""
		if secretWord(t.text) {
			kind = kindOf(t.text)
		}
		in.kinds = append(in.kinds, kind)
	}
}

// secret gives the kind of secret that a string here is, "" for none.
func (w *watch) secret() string {
	in := &w.insert
	switch {
	case w.kind != "" && !in.columns:
		return w.kind
	case w.crypto > 0:
		return "secret"
	case in.values && in.depth >= 1 && in.column < len(in.kinds):
		return in.kinds[in.column]
	}
	return ""
}

// bare reports whether a token stands where the password of a role must, without being a string.
func (w *watch) bare(t token) bool {
	if w.last[0] != "password" || len(w.begun) < 2 || w.begun[0] != "create" && w.begun[0] != "alter" {
		return false
	}
	switch w.begun[1] {
	case "role", "user", "group":
		return t.text != "null" && !strings.EqualFold(t.text, "e")
	}
	return false
}

// cryptoFunctions reports whether a function takes a key or password (pgcrypto, dblink's take connection strings, which are
// found by their content).
func cryptoFunctions(name string) bool {
	switch name {
	case "crypt", "hmac", "encrypt", "decrypt", "encrypt_iv", "decrypt_iv", "pgp_sym_encrypt", "pgp_sym_decrypt",
		"pgp_sym_encrypt_bytea", "pgp_sym_decrypt_bytea", "pgp_pub_decrypt":
		return true
	}
	return false
}

// secretWord reports whether a name says that what it names is secret.
func secretWord(name string) bool {
	name = strings.ToLower(name)
	for _, end := range [...]string{"_id", "_at", "file", "path", "name", "type", "expires", "expiry", "count", "length", "_encryption", "hint", "url", "scope", "ttl"} {
		if strings.HasSuffix(name, end) {
			return false
		}
	}
	for _, word := range [...]string{"password", "passwd", "passphrase", "secret", "token", "apikey", "api_key", "access_key", "private_key", "credential"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return name == "pwd" || name == "pass"
}

// setting reports whether a string could be the name of a setting or column.
func setting(text string) bool {
	return len(text) < 64 && strings.Trim(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.") == ""
}

func kindOf(name string) string {
	name = strings.ToLower(name)
	switch {
	case strings.Contains(name, "token"):
		return "token"
	case strings.Contains(name, "pass"), name == "pwd":
		return "password"
	}
	return "secret"
}

// literal gives a string constant without what is secret in it.
func (c cutter) literal(t token, kind string, depth int) (string, bool) {
	content := t.text
	if content == "" || strings.HasPrefix(content, "[redacted:") {
		return "", false
	}
	clean := content
	switch {
	case kind != "":
		clean = c.cut(kind, []byte(content))
	default:
		clean = c.pairs(clean)
		if depth < maxNesting {
			clean = c.sql(clean, depth+1)
		}
	}
	if clean == content {
		return "", false
	}
	if t.kind == dollarToken && !strings.Contains(clean, "$$") {
		return dollar(clean), true
	}
	return "'" + strings.ReplaceAll(clean, "'", "''") + "'", true
}

// dollar puts text into dollar quotes that it does not hold.
func dollar(text string) string {
	tag := "$$"
	if strings.Contains(text, "$$") || strings.HasSuffix(text, "$") {
		tag = "$tabard$"
	}
	return tag + text + tag
}

// pairs cuts "password=…" out of connection strings, query strings, command lines and JSON, and the password out of a URL.
func (c cutter) pairs(text string) string {
	for at := 0; ; {
		from, to, kind := nextPair(text, at)
		if from < 0 {
			return text
		}
		if strings.HasPrefix(text[from:], "[redacted:") {
			at = from + 1 + max(0, strings.IndexByte(text[from:], ']'))
			continue
		}
		stand := c.cut(kind, []byte(text[from:to]))
		text = text[:from] + stand + text[to:]
		at = from + len(stand)
	}
}

// nextPair finds the next secret value from a place on.
func nextPair(text string, at int) (from, to int, kind string) {
	for i := at; i < len(text); i++ {
		switch text[i] {
		case '[':
			if strings.HasPrefix(text[i:], "[redacted:") {
				if end := strings.IndexByte(text[i:], ']'); end > 0 {
					i += end
				}
			}
		case '=', ':':
			name := nameBefore(text, i)
			if name != "" && secretWord(name) {
				if from, to = valueAfter(text, i+1); to > from {
					return from, to, kindOf(name)
				}
			}
		case '@':
			// "scheme://user:password@host"
			head := text[:i]
			scheme := strings.LastIndex(head, "://")
			if scheme < at-1 || scheme < 0 || strings.ContainsAny(head[scheme+3:], " \t\n'\"/") {
				continue
			}
			if colon := strings.IndexByte(head[scheme+3:], ':'); colon >= 0 && scheme+3+colon+1 < i {
				return scheme + 3 + colon + 1, i, "password"
			}
		}
	}
	return -1, -1, ""
}

// nameBefore gives the word before a place: `password=`, `"password" :`, `password = `.
func nameBefore(text string, at int) string {
	end := at
	for end > 0 && (text[end-1] == ' ' || text[end-1] == '"' || text[end-1] == '\'' || text[end-1] == '\\') {
		end--
	}
	start := end
	for start > 0 && (wordByte(text[start-1]) || text[start-1] == '-') {
		start--
	}
	return text[start:end]
}

// valueAfter gives the bounds of a value: quoted, or up to where connection strings, query strings, lists and command lines
// end it.
func valueAfter(text string, at int) (from, to int) {
	for at < len(text) && (text[at] == ' ' || text[at] == '=') {
		at++
	}
	if at < len(text) && text[at] == '\\' {
		at++
	}
	if at < len(text) && (text[at] == '"' || text[at] == '\'') {
		quote := text[at]
		from = at + 1
		for to = from; to < len(text) && text[to] != quote; to++ {
			if text[to] == '\\' && to+1 < len(text) && text[to+1] != quote {
				to++
			}
		}
		for to > from && text[to-1] == '\\' {
			to--
		}
		return from, min(to, len(text))
	}
	from = at
	for to = from; to < len(text) && !strings.ContainsRune(" \t\r\n&;,'\")}", rune(text[to])); to++ {
		continue
	}
	return from, to
}

// mayHoldSecret reports whether a text has a word or sign that everything cut out of one has. It is asked of every record,
// so it reads each byte once, and most only far enough to see that they begin no such word.
func mayHoldSecret(text []byte) bool {
	for i := 0; i+3 < len(text); i++ {
		switch c := text[i+1] | 0x20; text[i] | 0x20 {
		case 'p':
			if c == 'a' && fold(text[i+1:], "ass") || c == 'w' && fold(text[i+1:], "wd") || c == 'g' && fold(text[i+1:], "gp_") ||
				c == 'r' && fold(text[i+1:], "rivate_key") {
				return true
			}
		case 's':
			if c == 'e' && fold(text[i+1:], "ecret") {
				return true
			}
		case 't':
			if c == 'o' && fold(text[i+1:], "oken") {
				return true
			}
		case 'a':
			if c == 'p' && (fold(text[i+1:], "pikey") || fold(text[i+1:], "pi_key")) || c == 'c' && fold(text[i+1:], "ccess_key") {
				return true
			}
		case 'c':
			if c == 'r' && (fold(text[i+1:], "rypt") || fold(text[i+1:], "redential")) {
				return true
			}
		case 'h':
			if c == 'm' && fold(text[i+1:], "mac(") {
				return true
			}
		case ':' | 0x20:
			if text[i] == ':' && text[i+1] == '/' && text[i+2] == '/' {
				return true
			}
		}
	}
	return false
}

// fold reports whether a text begins with a word of lower-case letters, in any case.
func fold(text []byte, word string) bool {
	if len(text) < len(word) {
		return false
	}
	for i := range len(word) {
		c := text[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if c != word[i] {
			return false
		}
	}
	return true
}
