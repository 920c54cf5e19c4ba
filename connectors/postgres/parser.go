package postgres

import (
	"strings"
	"time"

	"tabard.dev/tabard"
)

// parser reads one statement. It understands what changes roles and rights, and is content with the beginning of what it
// does not: a log may hold statements that were cut off, and that the server then refused.
type parser struct {
	line
	tokens []token
	at     int
}

func (p *parser) peek() token {
	if p.at < len(p.tokens) {
		return p.tokens[p.at]
	}
	return token{kind: signToken}
}

func (p *parser) next() token {
	t := p.peek()
	p.at++
	return t
}

// accept takes keywords if they come next, all of them or none.
func (p *parser) accept(words ...string) bool {
	for i, word := range words {
		if p.at+i >= len(p.tokens) || p.tokens[p.at+i].kind != wordToken || p.tokens[p.at+i].text != word {
			return false
		}
	}
	p.at += len(words)
	return true
}

func (p *parser) sign(text string) bool {
	if t := p.peek(); t.kind == signToken && t.text == text && text != "" {
		p.at++
		return true
	}
	return false
}

// find moves behind the next of some keywords and gives it; "" when there is none.
func (p *parser) find(words ...string) string {
	for at := p.at; at < len(p.tokens); at++ {
		if p.tokens[at].kind != wordToken {
			continue
		}
		for _, word := range words {
			if p.tokens[at].text == word {
				p.at = at + 1
				return word
			}
		}
	}
	return ""
}

// name reads "name", "schema.name", `"Quoted Name"`.
func (p *parser) name() string {
	t := p.peek()
	if t.kind != wordToken && t.kind != nameToken && t.kind != stringToken {
		return ""
	}
	p.at++
	var text strings.Builder
	text.WriteString(t.text)
	for p.peek().kind == signToken && p.peek().text == "." && p.at+1 < len(p.tokens) {
		p.at++
		text.WriteString("." + p.next().text)
	}
	return text.String()
}

// who reads a role: a name, or one of the words for the role at work.
func (p *parser) who() tabard.Actor {
	quoted := p.peek().kind == nameToken
	if p.accept("group") { // GRANT … TO GROUP x, as old versions wrote it
		quoted = p.peek().kind == nameToken
	}
	name := p.name()
	switch name {
	case "current_user", "session_user", "current_role", "user":
		if !quoted {
			return p.e.Actor
		}
	case "public":
		if !quoted {
			return tabard.Actor{Realm: p.e.Realm, ID: publicName, Name: publicName, Type: "role"}
		}
	}
	if name == "" {
		return tabard.Actor{}
	}
	return p.role(name)
}

func (p *parser) list() []tabard.Actor {
	var all []tabard.Actor
	for {
		if one := p.who(); !one.IsZero() {
			all = append(all, one)
		}
		if !p.sign(",") {
			return all
		}
	}
}

func (p *parser) did(verb tabard.Verb, object tabard.ObjectKind, who tabard.Actor) *tabard.Change {
	if len(p.e.Changes) >= maxChanges {
		return &tabard.Change{}
	}
	p.e.Changes = append(p.e.Changes, tabard.Change{Verb: verb, Object: object, Identity: who})
	return &p.e.Changes[len(p.e.Changes)-1]
}

// maxChanges bounds the changes of one line.
const maxChanges = 128

func (p *parser) grant(verb tabard.Verb, who tabard.Actor, grant tabard.GrantRef) {
	grant.Public = who.ID == publicName
	p.did(verb, tabard.ObjectGrant, who).Grant = grant
}

// password names the one password that a role has, as the listing does.
func (p *parser) password(verb tabard.Verb, who tabard.Actor) *tabard.Change {
	change := p.did(verb, tabard.ObjectCredential, who)
	change.Credential = tabard.CredentialRef{Kind: tabard.CredentialPassword, ID: "password:" + who.ID}
	if verb == tabard.Created {
		change.Credential.Created = p.e.Time
	}
	return change
}

func (p *parser) target(kind, name string) {
	if name != "" && len(p.e.Targets) < 16 {
		p.e.Targets = append(p.e.Targets, tabard.Target{Type: kind, ID: name, Name: name})
	}
}

// statement reads the changes of a statement with this command tag.
func (p *parser) statement(name string) {
	switch name {
	case "CREATE ROLE", "ALTER ROLE", "DROP ROLE":
		p.at = 2
		p.roleStatement(name)
	case "GRANT", "GRANT ROLE", "REVOKE", "REVOKE ROLE":
		p.at = 1
		p.grantStatement(strings.HasPrefix(name, "GRANT"))
	case "ALTER DEFAULT PRIVILEGES":
		p.defaultPrivileges()
	case "COMMENT":
		if p.at = 1; p.accept("on", "role") {
			p.commentOnRole()
		}
	case "CREATE FUNCTION", "CREATE PROCEDURE", "ALTER FUNCTION", "ALTER PROCEDURE", "ALTER ROUTINE":
		p.function(name)
	case "CREATE USER MAPPING", "ALTER USER MAPPING", "DROP USER MAPPING":
		p.userMapping(name)
	case "REASSIGN OWNED", "DROP OWNED":
		if p.find("by") != "" {
			for _, who := range p.list() {
				p.target("role", who.ID) // what it owned and was granted is not in the statement
			}
		}
	case "SET ROLE", "SET SESSION AUTHORIZATION":
		p.at = strings.Count(name, " ") + 1
		p.detail("becomes", p.who().ID)
	case "DO":
		p.block()
	}
}

// block reads the statements in an anonymous block. Which of them run is decided when it runs.
func (p *parser) block() {
	for _, t := range p.tokens {
		if t.kind != dollarToken && t.kind != stringToken {
			continue
		}
		before := len(p.e.Changes)
		p.inside(t.text, 0)
		for i := range p.e.Changes[before:] {
			p.e.Changes[before+i].Hint = true
		}
	}
}

// inside looks for role statements in a body, and in the strings that it executes.
func (p *parser) inside(body string, depth int) {
	all := tokens(body)
	for i, t := range all {
		switch {
		case t.kind == wordToken && (t.text == "create" || t.text == "alter" || t.text == "drop" || t.text == "grant" || t.text == "revoke"):
			if i > 0 && !endsStatement(all[i-1]) {
				continue
			}
			end := i
			for end < len(all) && !all[end].ends() {
				end++
			}
			inner := parser{line: p.line, tokens: all[i:end]}
			if name := tag(inner.tokens); name != "DO" {
				inner.statement(name)
			}
		case t.kind == stringToken && depth < 2:
			p.inside(t.text, depth+1)
		}
	}
}

// endsStatement reports whether a statement of PL/pgSQL can begin after a token.
func endsStatement(t token) bool {
	switch t.text {
	case ";", "begin", "then", "else", "loop", "declare":
		return true
	}
	return false
}

// until reads the time of VALID UNTIL. Infinity, and no time at all, never end.
func until(text string) (at time.Time, never bool) {
	text = strings.TrimSpace(text)
	switch strings.ToLower(text) {
	case "infinity", "+infinity":
		return time.Time{}, true
	case "":
		return time.Time{}, false
	}
	if at, err := clock([]byte(text)); err == nil {
		return at, false
	}
	for _, layout := range []string{"Jan 2 15:04:05 2006", "Jan 2 2006", "January 2, 2006", "01/02/2006", "2006/01/02", "20060102", "Jan 2 15:04:05 2006 -07"} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC(), false
		}
	}
	return time.Time{}, false
}
