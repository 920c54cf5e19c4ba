package snowflake

import (
	"bytes"

	"tabard.dev/tabard"
)

// parameters whose value in a statement is a secret: what precedes "= '…'".
var parameters = [...]struct {
	name []byte
	kind string
}{
	{[]byte("PASSWORD"), "password"},
	{[]byte("AWS_SECRET_KEY"), "aws-secret-key"},
	{[]byte("AWS_TOKEN"), "token"},
	{[]byte("AZURE_SAS_TOKEN"), "sas-token"},
	{[]byte("MASTER_KEY"), "encryption-key"},
	{[]byte("OAUTH_CLIENT_SECRET"), "client-secret"},
	{[]byte("OAUTH_REFRESH_TOKEN"), "token"},
	{[]byte("SECRET_STRING"), "secret"},
	{[]byte("CLIENT_SECRET"), "client-secret"},
	{[]byte("API_KEY"), "api-key"},
	{[]byte("TOKEN"), "token"},
	{[]byte("PRIVATE_KEY"), "private-key"},
	{[]byte("SCIM_TOKEN"), "token"},
}

// redact cuts secrets out of statements: PASSWORD = '…' and the like. Text in quotes cannot end inside the JSON string.
func redact(record []byte, cut tabard.Cut) []byte {
	if bytes.IndexByte(record, '\'') < 0 && !bytes.Contains(record, []byte("$$")) {
		return record
	}
	at := 0
	for {
		equals := bytes.IndexByte(record[at:], '=')
		if equals < 0 {
			return record
		}
		at += equals
		kind, is := parameterBefore(record[:at])
		at++
		if !is {
			continue
		}
		start := len(record) - len(trimBlanksLeft(record[at:]))
		end := -1
		switch {
		case start < len(record) && record[start] == '\'':
			start++
			end = valueEnd(record, start)
		case bytes.HasPrefix(record[start:], []byte("$$")):
			start += 2
			end = dollarsEnd(record, start)
		}
		if end <= start || bytes.HasPrefix(record[start:], []byte("[redacted:")) {
			continue
		}
		text := cut(kind, record[start:end])
		out := make([]byte, 0, len(record)+len(text))
		record = append(append(append(out, record[:start]...), text...), record[end:]...)
		at = start + len(text)
	}
}

// parameterBefore names the kind of secret when one of the parameters ends a text, in any case.
func parameterBefore(text []byte) (kind string, is bool) {
	text = trimBlanksRight(text)
	for _, p := range parameters {
		if n := len(text) - len(p.name); n >= 0 && bytes.EqualFold(text[n:], p.name) && (n == 0 || !nameByte(text[n-1])) {
			return p.kind, true
		}
	}
	return "", false
}

// blanks are what may stand around an equal sign; in a JSON string most are escaped. "=>" names an argument.
var blanks = [...][]byte{[]byte(" "), []byte(`\n`), []byte(`\r`), []byte(`\t`), []byte(">")}

func trimBlanksLeft(text []byte) []byte {
	for i := 0; i < len(blanks); i++ {
		if rest, ok := bytes.CutPrefix(text, blanks[i]); ok {
			text, i = rest, -1
		}
	}
	return text
}

func trimBlanksRight(text []byte) []byte {
	for i := 0; i < len(blanks); i++ {
		if rest, ok := bytes.CutSuffix(text, blanks[i]); ok {
			text, i = rest, -1
		}
	}
	return text
}

func nameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}

// dollarsEnd finds the two dollar signs that close a text, or the end of the JSON string it is in.
func dollarsEnd(record []byte, start int) int {
	for i := start; i < len(record); i++ {
		switch {
		case record[i] == '\\':
			i++
		case record[i] == '"', bytes.HasPrefix(record[i:], []byte("$$")):
			return i
		}
	}
	return -1
}

// valueEnd finds the quote that closes an SQL text, or the end of the JSON string it is in. Two quotes are one of the text.
func valueEnd(record []byte, start int) int {
	for i := start; i < len(record); i++ {
		switch record[i] {
		case '\\':
			i++
		case '"':
			return i
		case '\'':
			if i+1 < len(record) && record[i+1] == '\'' {
				i++
				continue
			}
			return i
		}
	}
	return -1
}
