package postgres

import (
	"encoding/json/jsontext"
	"maps"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/rewrite"
)

// redact cuts secrets out of the texts of a line. Most lines have no word that a secret stands beside, which one look at
// every byte tells.
func redact(record []byte, cut tabard.Cut) []byte {
	if len(record) == 0 || record[0] != '{' || !mayHoldSecret(record) {
		return record
	}
	members, err := rewrite.Members(record)
	if err != nil {
		return record
	}
	texts := make([]text, len(members))
	for i, m := range members {
		texts[i].name, texts[i].text = m.Name, rewrite.Text(m.Value)
	}
	c := cutter{cut: cut}
	secret, params := false, map[string]string{}
	for i := range texts {
		t := &texts[i]
		switch t.name {
		case "statement", "query", "internal_query", "context", "message":
			clean, found := c.message(t.text)
			secret = secret || clean != t.text
			maps.Copy(params, found)
			t.clean = clean
		case "detail", "hint", "application_name":
			t.clean = c.pairs(t.text)
		default:
			t.clean = t.text
		}
	}
	for i := range texts {
		t := &texts[i]
		switch t.name {
		case "detail", "context":
			t.clean = c.parameters(t.clean, params)
		case "message":
			if secret {
				t.clean = c.near(t.clean)
			}
		}
	}
	return replaced(record, texts)
}

// text is the content of a member that is a string, and what is to stand in its place.
type text struct{ name, text, clean string }

func replaced(record []byte, texts []text) []byte {
	at, changed := 0, false
	out, err := rewrite.Object(record, func(m rewrite.Member, _ []rewrite.Member) ([]byte, error) {
		t := &texts[at]
		at++
		if t.clean == t.text {
			return m.Value, nil
		}
		changed = true
		return jsontext.AppendQuote(nil, t.clean)
	})
	if err != nil || !changed {
		return record
	}
	return out
}

// message cuts a message that holds a statement, or a statement alone. Anything else is prose, in which an apostrophe does
// not begin a string.
func (c cutter) message(message string) (string, map[string]string) {
	if sql, _, ok := statementIn(message); ok && sql != "" && !strings.HasPrefix(message, "AUDIT:") {
		if before, after, ok := strings.Cut(message, sql); ok {
			clean, params := c.look(sql, 0)
			return before + clean + after, params
		}
	}
	if i := strings.IndexFunc(message, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '(' || r == ';' }); i > 0 || strings.HasPrefix(message, "AUDIT:") {
		if command(message[:max(i, 0)]) || strings.HasPrefix(message, "AUDIT:") || strings.HasPrefix(message, "SQL ") || strings.HasPrefix(message, "PL/pgSQL") {
			return c.look(message, 0)
		}
	}
	return c.pairs(message), nil
}

// command reports whether a statement begins with the word. What begins otherwise is looked at as prose.
func command(word string) bool {
	switch strings.ToLower(strings.TrimSpace(word)) {
	case "create", "alter", "drop", "grant", "revoke", "set", "select", "insert", "update", "delete", "merge", "with", "do", "copy", "call",
		"execute", "prepare", "comment", "security", "begin", "explain", "declare", "values", "import", "reset", "--", "/*":
		return true
	}
	return strings.HasPrefix(word, "--") || strings.HasPrefix(word, "/*")
}

// parameters cuts the values of parameters that stand where a secret would: "parameters: $1 = 'x', $2 = 'y'".
func (c cutter) parameters(detail string, params map[string]string) string {
	for param, kind := range params {
		at := 0
		for {
			i := strings.Index(detail[at:], param+" = '")
			if i < 0 {
				break
			}
			from := at + i + len(param) + len(" = '")
			to := from
			for to < len(detail) && (detail[to] != '\'' || to+1 < len(detail) && detail[to+1] == '\'') {
				if detail[to] == '\'' {
					to++
				}
				to++
			}
			to = min(to, len(detail))
			at = from
			if to > from && !strings.HasPrefix(detail[from:], "[redacted:") {
				detail = detail[:from] + c.cut(kind, []byte(detail[from:to])) + detail[to:]
			}
		}
	}
	return detail
}

// near cuts the piece of a statement that an error message quotes, where the statement holds a secret.
func (c cutter) near(message string) string {
	const mark = `at or near "`
	i := strings.Index(message, mark)
	if i < 0 {
		return message
	}
	from := i + len(mark)
	to := strings.LastIndexByte(message, '"')
	if to <= from || strings.HasPrefix(message[from:], "[redacted:") {
		return message
	}
	return message[:from] + c.cut("fragment", []byte(message[from:to])) + message[to:]
}
