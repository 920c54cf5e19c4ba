package postgres

import (
	"strconv"
	"strings"
)

// tokenKind is what a token of SQL is.
type tokenKind uint8

const (
	wordToken   tokenKind = iota // keyword or identifier, folded to lower case as the server does: ASCII letters only
	nameToken                    // quoted identifier, as written
	stringToken                  // string constant, its content decoded
	dollarToken                  // dollar-quoted string constant
	numberToken
	paramToken // $1
	signToken  // anything else, one byte each
)

// token is one token of SQL. At and end bound it in the text, quotes included; body and bodyEnd bound the content of a string.
type token struct {
	kind          tokenKind
	text          string
	at, end       int
	body, bodyEnd int
	escapes       bool // a string with backslash escapes: E'…'
}

// ends reports whether a statement ends with the token.
func (t token) ends() bool { return t.kind == signToken && t.text == ";" }

// lexer takes SQL apart as PostgreSQL does (scan.l): comments, which nest; quoted identifiers; strings with doubled quotes, with
// backslashes, with dollar quotes. A text that was cut off ends in the middle of a token without complaint.
type lexer struct {
	sql string
	at  int
}

// maxTokens bounds how much of one text is looked at closely.
const maxTokens = 1 << 14

func tokens(sql string) []token {
	l := lexer{sql: sql}
	var all []token
	for len(all) < maxTokens {
		t, ok := l.next()
		if !ok {
			break
		}
		all = append(all, t)
	}
	return all
}

func (l *lexer) next() (token, bool) {
	l.skip()
	if l.at >= len(l.sql) {
		return token{}, false
	}
	start, c := l.at, l.sql[l.at]
	switch {
	case c == '\'':
		return l.quoted(start, start, false), true
	case c == '"':
		return l.identifier(start, start), true
	case c == '$':
		return l.dollar(start), true
	case wordStart(c):
		return l.word(start), true
	case c >= '0' && c <= '9':
		for l.at < len(l.sql) && (wordByte(l.sql[l.at]) || l.sql[l.at] == '.') {
			l.at++
		}
		return token{kind: numberToken, text: l.sql[start:l.at], at: start, end: l.at}, true
	}
	l.at++
	return token{kind: signToken, text: l.sql[start:l.at], at: start, end: l.at}, true
}

// skip passes over white space and comments.
func (l *lexer) skip() {
	for l.at < len(l.sql) {
		rest := l.sql[l.at:]
		switch {
		case rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\n' || rest[0] == '\r' || rest[0] == '\f' || rest[0] == '\v':
			l.at++
		case strings.HasPrefix(rest, "--"):
			end := strings.IndexByte(rest, '\n')
			if end < 0 {
				l.at = len(l.sql)
				return
			}
			l.at += end + 1
		case strings.HasPrefix(rest, "/*"):
			l.comment()
		default:
			return
		}
	}
}

func (l *lexer) comment() {
	depth := 0
	for l.at < len(l.sql) {
		switch rest := l.sql[l.at:]; {
		case strings.HasPrefix(rest, "/*"):
			depth++
			l.at += 2
		case strings.HasPrefix(rest, "*/"):
			depth--
			l.at += 2
			if depth == 0 {
				return
			}
		default:
			l.at++
		}
	}
}

func wordStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80
}

func wordByte(c byte) bool { return wordStart(c) || c >= '0' && c <= '9' || c == '$' }

// word reads a keyword or identifier, or the string or identifier that a prefix such as E or U& belongs to.
func (l *lexer) word(start int) token {
	for l.at < len(l.sql) && wordByte(l.sql[l.at]) {
		l.at++
	}
	word := l.sql[start:l.at]
	if l.at < len(l.sql) {
		switch c := l.sql[l.at]; {
		case c == '\'' && len(word) == 1:
			switch word {
			case "e", "E":
				return l.quoted(start, l.at, true)
			case "b", "B", "x", "X", "n", "N":
				return l.quoted(start, l.at, false)
			}
		case c == '&' && (word == "u" || word == "U") && l.at+1 < len(l.sql):
			switch l.sql[l.at+1] {
			case '\'':
				return l.quoted(start, l.at+1, false)
			case '"':
				return l.unicodeIdentifier(start, l.at+1)
			}
		}
	}
	return token{kind: wordToken, text: strings.Map(lower, word), at: start, end: l.at}
}

func lower(r rune) rune {
	if r >= 'A' && r <= 'Z' {
		r += 'a' - 'A'
	}
	return r
}

// quoted reads a string constant whose quote is at open.
func (l *lexer) quoted(start, open int, escapes bool) token {
	var b strings.Builder
	at := open + 1
	for at < len(l.sql) {
		c := l.sql[at]
		if c == '\'' {
			if at+1 >= len(l.sql) || l.sql[at+1] != '\'' {
				break
			}
			at++
		} else if c == '\\' && escapes && at+1 < len(l.sql) {
			at++
			c = unescaped(l.sql[at])
		}
		b.WriteByte(c)
		at++
	}
	at = min(at, len(l.sql))
	l.at = min(at+1, len(l.sql))
	return token{kind: stringToken, text: b.String(), at: start, end: l.at, body: open + 1, bodyEnd: at, escapes: escapes}
}

func unescaped(c byte) byte {
	switch c {
	case 'n':
		return '\n'
	case 't':
		return '\t'
	case 'r':
		return '\r'
	}
	return c
}

func (l *lexer) identifier(start, open int) token {
	var b strings.Builder
	at := open + 1
	for at < len(l.sql) {
		if l.sql[at] == '"' {
			if at+1 >= len(l.sql) || l.sql[at+1] != '"' {
				break
			}
			at++
		}
		b.WriteByte(l.sql[at])
		at++
	}
	l.at = min(at+1, len(l.sql))
	return token{kind: nameToken, text: b.String(), at: start, end: l.at}
}

// unicodeIdentifier reads U&"d\0061t\+000061" and the UESCAPE that may follow it.
func (l *lexer) unicodeIdentifier(start, open int) token {
	t := l.identifier(start, open)
	escape, after := "\\", *l
	after.skip()
	if rest := after.sql[after.at:]; len(rest) > 7 && strings.EqualFold(rest[:7], "uescape") {
		after.at += 7
		after.skip()
		if rest := after.sql[after.at:]; len(rest) > 2 && rest[0] == '\'' && rest[2] == '\'' {
			escape, l.at = rest[1:2], after.at+3
			t.end = l.at
		}
	}
	pieces := strings.Split(t.text, escape)
	text, doubled := pieces[0], false
	for i, piece := range pieces[1:] {
		digits := 4
		switch {
		case doubled: // the second of two escapes stands for one
			text, doubled = text+escape+piece, false
			continue
		case piece == "" && i < len(pieces)-2:
			doubled = true
			continue
		case strings.HasPrefix(piece, "+"):
			piece, digits = piece[1:], 6
		}
		if len(piece) < digits {
			return t // the server refuses it
		}
		code, err := strconv.ParseUint(piece[:digits], 16, 32)
		if err != nil {
			return t
		}
		text += string(rune(code)) + piece[digits:] //nolint:gosec // six digits
	}
	t.text = text
	return t
}

// dollar reads "$1", a dollar-quoted string, or a lone dollar sign.
func (l *lexer) dollar(start int) token {
	at := start + 1
	for at < len(l.sql) && l.sql[at] >= '0' && l.sql[at] <= '9' {
		at++
	}
	if at > start+1 {
		l.at = at
		return token{kind: paramToken, text: l.sql[start:at], at: start, end: at}
	}
	for at < len(l.sql) && wordByte(l.sql[at]) && l.sql[at] != '$' {
		at++
	}
	if at >= len(l.sql) || l.sql[at] != '$' {
		l.at = start + 1
		return token{kind: signToken, text: "$", at: start, end: l.at}
	}
	tag := l.sql[start : at+1]
	body := at + 1
	end := strings.Index(l.sql[body:], tag)
	if end < 0 {
		l.at = len(l.sql)
		return token{kind: dollarToken, text: l.sql[body:], at: start, end: l.at, body: body, bodyEnd: len(l.sql)}
	}
	l.at = body + end + len(tag)
	return token{kind: dollarToken, text: l.sql[body : body+end], at: start, end: l.at, body: body, bodyEnd: body + end}
}
