package snowflake

import (
	"strings"

	"tabard.dev/tabard"
)

// mayChange reports whether statements of a type can change accounts, grants or trusts, so that their text is read.
func mayChange(queryType string) bool {
	switch {
	case strings.Contains(queryType, "GRANT"), strings.Contains(queryType, "REVOKE"), strings.Contains(queryType, "USER"), strings.Contains(queryType, "ROLE"),
		strings.Contains(queryType, "INTEGRATION"), strings.Contains(queryType, "SHARE"), queryType == "ALTER", queryType == "CREATE", queryType == "DROP":
		return true
	}
	return false
}

// statement reads what one SQL statement changes. It follows the few statements that manage accounts and grants; what it does
// not follow gives nothing.
func statement(realm, text string, actor tabard.Actor) []tabard.Change {
	w := words(text)
	s := &sql{realm: realm, words: w, actor: actor}
	switch s.at(0) {
	case "GRANT":
		s.grant(tabard.Granted, "TO")
	case "REVOKE":
		s.grant(tabard.Revoked, "FROM")
	case "CREATE":
		s.object(tabard.Created)
	case "DROP":
		s.object(tabard.Deleted)
	case "ALTER":
		s.object(tabard.Updated)
	}
	return s.changes
}

// word is a token of a statement: as it is written, and in upper case.
type word struct{ text, upper string }

// words splits a statement at blanks, commas, parentheses and equal signs, keeps quoted texts together, and leaves comments out.
func words(text string) []word {
	const most = 200
	var all []word
	add := func(t string) {
		if t != "" && len(all) < most {
			all = append(all, word{t, strings.ToUpper(t)})
		}
	}
	start := 0
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '\'' || c == '"':
			end := strings.IndexByte(text[i+1:], c)
			if end < 0 {
				add(text[start:])
				return all
			}
			i += end + 2
			continue
		case strings.HasPrefix(text[i:], "--"):
			add(text[start:i])
			end := strings.IndexByte(text[i:], '\n')
			if end < 0 {
				return all
			}
			i += end + 1
			start = i
			continue
		case strings.HasPrefix(text[i:], "/*"):
			add(text[start:i])
			end := strings.Index(text[i:], "*/")
			if end < 0 {
				return all
			}
			i += end + 2
			start = i
			continue
		case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == '(' || c == ')' || c == ';' || c == '=':
			add(text[start:i])
			start = i + 1
		}
		i++
	}
	add(text[start:])
	return all
}

type sql struct {
	realm   string
	words   []word
	actor   tabard.Actor
	changes []tabard.Change
}

// at gives a word in upper case, "" beyond the end.
func (s *sql) at(i int) string {
	if i >= 0 && i < len(s.words) {
		return s.words[i].upper
	}
	return ""
}

// name gives a word as a name: quoted names as they are, others in upper case, as Snowflake keeps them.
func (s *sql) name(i int) string {
	if i < 0 || i >= len(s.words) {
		return ""
	}
	if text := s.words[i].text; len(text) > 1 && (text[0] == '"' || text[0] == '\'') {
		return strings.Trim(text, `"'`)
	}
	return s.words[i].upper
}

// find gives the place of a word from a place on, -1 when there is none.
func (s *sql) find(word string, from int) int {
	for i := from; i < len(s.words); i++ {
		if s.words[i].upper == word {
			return i
		}
	}
	return -1
}

func (s *sql) add(c tabard.Change) { s.changes = append(s.changes, c) }

// grant reads "GRANT ROLE r TO USER u", "GRANT p[, p…] ON [ALL|FUTURE …] kind name TO ROLE r" and their reverse.
func (s *sql) grant(verb tabard.Verb, to string) {
	at := s.find(to, 1)
	if at < 0 {
		return
	}
	kind, name := s.at(at+1), s.name(at+2)
	switch kind {
	case "USER", "ROLE", "SHARE", "APPLICATION":
	case "DATABASE", "APPLICATION_ROLE":
		kind, name = "ROLE", s.name(at+3)
	default:
		kind, name = "ROLE", s.name(at+1)
	}
	who := principal(s.realm, name, kind)
	if s.at(1) == "ROLE" {
		role := s.name(2)
		s.add(tabard.Change{Verb: verb, Object: tabard.ObjectGrant, Identity: who, Grant: tabard.GrantRef{
			Permission: role, Resource: s.realm, Via: role, Admin: controls(role), Public: name == "PUBLIC",
		}})
		return
	}
	on := s.find("ON", 1)
	if on < 0 || on > at {
		return
	}
	var privileges []string
	for i := 1; i < on; i++ {
		if p := s.at(i); p != "OPTION" && p != "FOR" {
			privileges = append(privileges, p)
		}
	}
	object := make([]string, 0, 4)
	for i := on + 1; i < at; i++ {
		object = append(object, s.name(i))
	}
	permission := strings.Join(privileges, " ")
	s.add(tabard.Change{Verb: verb, Object: tabard.ObjectGrant, Identity: who, Grant: tabard.GrantRef{
		Permission: permission, Resource: strings.Join(object, " "), Public: name == "PUBLIC",
		Admin: strings.HasPrefix(permission, "ALL") || controls(permission),
	}})
}

// object reads CREATE, DROP and ALTER of users, roles, integrations and shares.
func (s *sql) object(verb tabard.Verb) {
	i := 1
	for s.at(i) == "OR" || s.at(i) == "REPLACE" {
		i++
	}
	kind := s.at(i)
	if kind == "DATABASE" || kind == "SECURITY" || kind == "SERVICE" || kind == "NOTIFICATION" || kind == "API" || kind == "STORAGE" || kind == "EXTERNAL" || kind == "CATALOG" {
		i++
		kind = s.at(i)
	}
	i++
	if s.at(i) == "IF" {
		i++
		if s.at(i) == "NOT" {
			i++
		}
		i++
	}
	name := s.name(i)
	if name == "" {
		return
	}
	switch kind {
	case "USER":
		s.user(verb, name, i+1)
	case "ROLE":
		s.add(tabard.Change{Verb: verb, Object: tabard.ObjectIdentity, Identity: principal(s.realm, name, "ROLE")})
	case "INTEGRATION":
		s.add(tabard.Change{
			Verb: verb, Object: tabard.ObjectTrust, Identity: principal(s.realm, s.realm, "ACCOUNT"),
			Grant: tabard.GrantRef{Permission: s.after("TYPE"), Resource: name, Via: s.after("OAUTH_CLIENT")},
		})
	case "SHARE":
		if at := s.find("ACCOUNTS", i); at > 0 {
			s.add(tabard.Change{
				Verb: tabard.Created, Object: tabard.ObjectTrust, Identity: principal(s.realm, name, "SHARE"),
				Grant: tabard.GrantRef{Permission: "read", Resource: s.name(at + 1), Via: name},
			})
		}
	}
}

func (s *sql) after(word string) string {
	if at := s.find(word, 0); at >= 0 {
		return s.name(at + 1)
	}
	return ""
}

func (s *sql) user(verb tabard.Verb, name string, from int) {
	who := principal(s.realm, name, "USER")
	switch t := s.after("TYPE"); t {
	case "SERVICE", "LEGACY_SERVICE":
		who.Type, who.Kind = t, tabard.KindService
	case "PERSON":
		who.Type, who.Kind = t, tabard.KindHuman
	}
	key := func(v tabard.Verb, kind tabard.CredentialKind, id string) {
		s.add(tabard.Change{Verb: v, Object: tabard.ObjectCredential, Identity: who, Credential: tabard.CredentialRef{Kind: kind, ID: id}})
	}
	if verb != tabard.Updated {
		s.add(tabard.Change{Verb: verb, Object: tabard.ObjectIdentity, Identity: who})
	}
	set := tabard.Updated
	if verb == tabard.Created {
		set = tabard.Created
	}
	unset := s.at(from) == "UNSET"
	if unset {
		set = tabard.Deleted
	}
	for _, c := range [...]struct {
		word string
		kind tabard.CredentialKind
	}{{"PASSWORD", tabard.CredentialPassword}, {"RSA_PUBLIC_KEY", tabard.CredentialKey}, {"RSA_PUBLIC_KEY_2", tabard.CredentialKey}} {
		if s.find(c.word, from) >= 0 && verb != tabard.Deleted {
			v := set
			if c.kind == tabard.CredentialKey && set == tabard.Updated {
				v = tabard.Created
			}
			key(v, c.kind, map[bool]string{true: c.word}[c.kind == tabard.CredentialKey])
		}
	}
	if verb != tabard.Updated {
		return
	}
	pat := s.find("PROGRAMMATIC", from)
	if pat < 0 {
		pat = s.find("PAT", from)
	}
	switch {
	case pat >= 0:
		at := s.find("TOKEN", pat)
		if at < 0 {
			at = pat
		}
		switch s.at(from) {
		case "ADD":
			key(tabard.Created, tabard.CredentialToken, s.name(at+1))
		case "REMOVE", "DROP":
			key(tabard.Deleted, tabard.CredentialToken, s.name(at+1))
		default:
			key(tabard.Updated, tabard.CredentialToken, s.name(at+1))
		}
	case s.after("DISABLED") == "TRUE":
		s.add(tabard.Change{Verb: tabard.Disabled, Object: tabard.ObjectIdentity, Identity: who})
	case s.after("DISABLED") == "FALSE":
		s.add(tabard.Change{Verb: tabard.Enabled, Object: tabard.ObjectIdentity, Identity: who})
	case s.at(from) == "RESET":
		key(tabard.Updated, tabard.CredentialPassword, "")
	case len(s.changes) == 0:
		s.add(tabard.Change{Verb: tabard.Updated, Object: tabard.ObjectIdentity, Identity: who})
	}
}
