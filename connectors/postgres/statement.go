package postgres

import "strings"

// statement reads what a text of SQL does. The action is the command tag of the first statement that changes a role or a
// right, else of the first.
func (r line) statement(sql string) {
	e := r.e
	if plain(sql) {
		e.Action = tag(tokens(sql[:min(len(sql), 256)]))
		if e.Action == "" {
			e.Action = "statement"
		}
		return
	}
	all := tokens(sql)
	for len(all) > 0 {
		end := 0
		for end < len(all) && !all[end].ends() {
			end++
		}
		one := all[:end]
		all = all[min(end+1, len(all)):]
		name := tag(one)
		if name == "" {
			continue
		}
		if e.Action == "" {
			e.Action = name
		}
		before := len(e.Changes)
		p := parser{line: r, tokens: one}
		p.statement(name)
		if len(e.Changes) > before && before == 0 {
			e.Action = name
		}
	}
	if e.Action == "" {
		e.Action = "statement"
	}
	for i := range e.Changes {
		// A statement is mostly logged before it runs, and what ran may still be rolled back: only one whose duration was
		// logged is known to have completed.
		e.Changes[i].Hint = e.Changes[i].Hint || e.Outcome == "unknown"
	}
}

// plain reports whether a text is one statement that reads or writes rows or ends a transaction, which is most of any log.
func plain(sql string) bool {
	sql = strings.TrimLeft(sql, " \t\r\n")
	end := 0
	for end < len(sql) && wordStart(sql[end]) {
		end++
	}
	switch strings.ToLower(sql[:end]) {
	case "select", "insert", "update", "delete", "merge", "with", "begin", "commit", "rollback", "fetch", "close", "declare", "deallocate",
		"explain", "show", "vacuum", "analyze", "table", "values", "start", "end", "abort", "savepoint", "release", "copy", "prepare", "execute":
	default:
		return false
	}
	at := strings.IndexByte(sql, ';')
	return at < 0 || strings.Trim(sql[at:], "; \t\r\n") == ""
}

// tag gives the command tag of a statement, as the server would report it (src/include/tcop/cmdtaglist.h).
func tag(all []token) string {
	word := func(i int) string {
		if i < len(all) && all[i].kind == wordToken {
			return all[i].text
		}
		return ""
	}
	first := word(0)
	switch first {
	case "":
		return ""
	case "create", "alter", "drop":
		return objectTag(first, all[1:])
	case "grant", "revoke":
		for _, t := range all {
			if t.kind == wordToken && t.text == "on" {
				return strings.ToUpper(first)
			}
		}
		return strings.ToUpper(first) + " ROLE"
	case "with":
		return "SELECT"
	case "security":
		return "SECURITY LABEL"
	case "reassign":
		return "REASSIGN OWNED"
	case "truncate", "lock", "import", "refresh", "start":
		if second := word(1); second == "foreign" || second == "materialized" || second == "transaction" || second == "table" {
			return strings.ToUpper(first + " " + second)
		}
		if first != "start" {
			return strings.ToUpper(first) + " TABLE"
		}
	case "set":
		switch word(1) {
		case "role":
			return "SET ROLE"
		case "session":
			if word(2) == "authorization" {
				return "SET SESSION AUTHORIZATION"
			}
		}
	case "reset":
		if word(1) == "role" {
			return "RESET ROLE"
		}
	}
	return strings.ToUpper(first)
}

// objectTag gives "CREATE TABLE" of "CREATE OR REPLACE TEMPORARY TABLE".
func objectTag(verb string, rest []token) string {
	for i := 0; i < len(rest) && rest[i].kind == wordToken; i++ {
		word, next := rest[i].text, ""
		if i+1 < len(rest) && rest[i+1].kind == wordToken {
			next = rest[i+1].text
		}
		switch word {
		case "or", "replace", "temporary", "temp", "unlogged", "local", "global", "recursive", "unique", "trusted", "procedural", "constraint":
			continue
		case "user", "group":
			if word == "user" && next == "mapping" {
				return strings.ToUpper(verb) + " USER MAPPING"
			}
			return strings.ToUpper(verb) + " ROLE"
		case "default", "foreign", "materialized", "event", "access", "large", "text", "operator":
			if word == "foreign" && next == "data" {
				return strings.ToUpper(verb) + " FOREIGN DATA WRAPPER"
			}
			if word == "text" {
				return strings.ToUpper(verb) + " TEXT SEARCH"
			}
			if next != "" && (word != "operator" || next == "class" || next == "family") {
				return strings.ToUpper(verb + " " + word + " " + next)
			}
		case "owned":
			return strings.ToUpper(verb) + " OWNED"
		}
		return strings.ToUpper(verb + " " + word)
	}
	return strings.ToUpper(verb)
}
