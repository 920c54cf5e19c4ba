package postgres

import (
	"strings"

	"tabard.dev/tabard"
)

// maxObjects bounds how many grants one statement is spelled out into.
const maxObjects = 64

// grantStatement reads GRANT and REVOKE, of roles and of rights on objects.
func (p *parser) grantStatement(give bool) {
	verb, to := tabard.Granted, "to"
	if !give {
		verb, to = tabard.Revoked, "from"
		if p.accept("grant", "option", "for") || p.accept("admin", "option", "for") || p.accept("inherit", "option", "for") || p.accept("set", "option", "for") {
			verb = tabard.Updated // what was given stays, without the option
		}
	}
	names := p.privileges()
	if p.accept("on") {
		p.rights(verb, to, names, "")
		return
	}
	if !p.accept(to) {
		return
	}
	members := p.list()
	via := ""
	if p.accept("with") && p.accept("admin") && !p.accept("false") {
		via = "with admin option"
	}
	for _, member := range members {
		p.target("role", member.ID)
		for _, role := range names {
			p.grant(verb, member, membership(role, via))
		}
	}
}

// privileges reads "SELECT, UPDATE (a, b), ALL PRIVILEGES", or the roles of a membership.
func (p *parser) privileges() []string {
	var all []string
	for len(all) < maxObjects {
		t := p.next()
		if t.kind != wordToken && t.kind != nameToken {
			return all
		}
		name := t.text
		switch {
		case t.kind == wordToken && name == "all":
			p.accept("privileges")
			name = "ALL"
		case t.kind == wordToken && name == "alter" && p.accept("system"):
			name = "ALTER SYSTEM"
		case t.kind == wordToken && privilege(name):
			name = strings.ToUpper(name)
		}
		if p.sign("(") { // columns
			for p.at < len(p.tokens) && !p.sign(")") {
				p.at++
			}
		}
		all = append(all, name)
		if !p.sign(",") {
			return all
		}
	}
	return all
}

// spelledOut gives the privileges that ALL means on a kind of object, as the catalogs have them.
func spelledOut(names []string, kind string) []string {
	var out []string
	for _, name := range names {
		switch {
		case name == "TEMP":
			out = append(out, "TEMPORARY")
		case name != "ALL":
			out = append(out, name)
		case kind == "table":
			out = append(out, "SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
		case kind == "sequence":
			out = append(out, "SELECT", "UPDATE", "USAGE")
		case kind == "database":
			out = append(out, "CREATE", "CONNECT", "TEMPORARY")
		case kind == "schema":
			out = append(out, "CREATE", "USAGE")
		case kind == "function", kind == "procedure", kind == "routine":
			out = append(out, "EXECUTE")
		case kind == "tablespace":
			out = append(out, "CREATE")
		case kind == "large object":
			out = append(out, "SELECT", "UPDATE")
		case kind == "parameter":
			out = append(out, "SET", "ALTER SYSTEM")
		default:
			out = append(out, "USAGE")
		}
	}
	return out
}

func privilege(name string) bool {
	switch name {
	case "select", "insert", "update", "delete", "truncate", "references", "trigger", "maintain", "usage", "create", "connect",
		"temporary", "temp", "execute", "set":
		return true
	}
	return false
}

// rights reads "[TABLE] a, b TO x, y" after ON.
func (p *parser) rights(verb tabard.Verb, to string, names []string, prefix string) {
	kind, all := p.kindOfObject()
	var objects []string
	for len(objects) < maxObjects {
		name := p.name()
		if name == "" {
			break
		}
		if p.sign("(") { // arguments of a function
			for p.at < len(p.tokens) && !p.sign(")") {
				p.at++
			}
		}
		if all {
			name += ".*"
		}
		objects = append(objects, name)
		if !p.sign(",") {
			break
		}
	}
	if p.find(to) == "" {
		return
	}
	grantees := p.list()
	for _, object := range objects {
		p.target(kind, object)
	}
	if len(objects) == 0 {
		objects = []string{""}
	}
	names = spelledOut(names, kind)
	for _, who := range grantees {
		for _, name := range names {
			for _, object := range objects {
				p.grant(verb, who, tabard.GrantRef{Permission: name, Resource: prefix + p.object(kind, object)})
			}
		}
	}
}

// kindOfObject reads what kind of object is meant; a table where the statement says nothing. All is "ALL TABLES IN SCHEMA".
func (p *parser) kindOfObject() (kind string, all bool) {
	if p.accept("all") {
		kind = strings.TrimSuffix(p.next().text, "s")
		p.accept("in", "schema")
		return kind, true
	}
	for _, words := range [...][]string{
		{"foreign", "data", "wrapper"},
		{"foreign", "server"},
		{"large", "object"},
		{"table"},
		{"sequence"},
		{"database"},
		{"schema"},
		{"function"},
		{"procedure"},
		{"routine"},
		{"language"},
		{"tablespace"},
		{"type"},
		{"domain"},
		{"parameter"},
	} {
		if p.accept(words...) {
			return strings.Join(words, " "), false
		}
	}
	return "table", false
}

// object names an object as the listing does: "DATABASE/table:schema.name", "database:NAME", "schema:NAME". A table without
// its schema stays without: the search path is not on the log.
func (p *parser) object(kind, name string) string {
	switch kind {
	case "database", "tablespace", "parameter", "role":
		return kind + ":" + name
	}
	if database := p.Text(logDatabase); database != "" {
		return database + "/" + kind + ":" + name
	}
	return kind + ":" + name
}

// defaultPrivileges reads rights on objects that are yet to be made.
func (p *parser) defaultPrivileges() {
	p.at = 3
	schema := "*"
	for p.at < len(p.tokens) {
		switch t := p.next(); {
		case t.kind == wordToken && t.text == "schema":
			schema = p.name()
		case t.kind == wordToken && (t.text == "grant" || t.text == "revoke"):
			verb, to := tabard.Granted, "to"
			if t.text == "revoke" {
				verb, to = tabard.Revoked, "from"
				p.accept("grant", "option", "for")
			}
			names := p.privileges()
			if !p.accept("on") {
				return
			}
			kind := p.next().text
			names = spelledOut(names, strings.TrimSuffix(kind, "s"))
			if p.find(to) == "" {
				return
			}
			for _, who := range p.list() {
				for _, name := range names {
					p.grant(verb, who, tabard.GrantRef{Permission: name, Resource: p.object("default", schema+":"+defaultKind(kind)), Via: "default privileges"})
				}
			}
			return
		}
	}
}

// defaultKind gives the letter that the catalog has for a kind of object (pg_default_acl.defaclobjtype).
func defaultKind(kind string) string {
	switch kind {
	case "tables":
		return "r"
	case "sequences":
		return "S"
	case "functions", "routines":
		return "f"
	case "types":
		return "T"
	case "schemas":
		return "n"
	case "large":
		return "L"
	}
	return kind
}
