package normalize

import (
	"bytes"
)

// stems are what names of secrets have in them, in lower case.
var stems = [][]byte{
	[]byte("password"), []byte("passwd"), []byte("passphrase"), []byte("pwd"), []byte("secret"), []byte("token"), []byte("api_key"), []byte("api-key"),
	[]byte("apikey"), []byte("private_key"), []byte("private-key"), []byte("privatekey"), []byte("authorization"), []byte("credential"), []byte("cookie"),
	[]byte("signature"), []byte("assertion"),
}

// Mask cuts secrets out of text that need not be a sound record, so that nothing tells which parts of it are values: token
// shapes, and whatever stands after a name that speaks of a secret, cut short or not: "password":"…", also in a string that
// holds JSON, secret=…, PASSWORD '…', authorization: Bearer …. It rather cuts too much than too little.
func (r *Redactor) Mask(text []byte) []byte {
	if cuts := r.shape.find(text, r.Cut, nil); len(cuts) > 0 {
		text = replace(text, cuts)
	}
	var cuts []span
	for i := 0; i < len(text); {
		stem := stemAt(text[i:])
		if stem == 0 {
			i++
			continue
		}
		i += stem
		start, end := valueAfter(text, i)
		if start == end || bytes.HasPrefix(text[start:end], []byte("[redacted")) {
			continue
		}
		cuts = append(cuts, span{start: start, end: end, text: r.Cut("named", text[start:end])})
		i = end
	}
	if len(cuts) == 0 {
		return text
	}
	return replace(text, cuts)
}

// stemAt gives the length of the stem that a text starts with, in any case; 0 for none.
func stemAt(text []byte) int {
	switch text[0] | 0x20 {
	case 'p', 's', 't', 'a', 'c':
	default:
		return 0
	}
	for _, stem := range stems {
		if len(text) >= len(stem) && text[0]|0x20 == stem[0] && bytes.EqualFold(text[:len(stem)], stem) {
			return len(stem)
		}
	}
	return 0
}

// valueAfter gives where the value of a name lies whose stem ends at a place; nothing where it has none.
func valueAfter(text []byte, at int) (start, end int) {
	at = skip(text, at, 40, func(c byte) bool {
		return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.'
	})
	named := at
	at = skip(text, at, 8, func(c byte) bool { return c == '\\' || c == '"' || c == '\'' })
	at = skip(text, at, 8, blank)
	if at < len(text) && (text[at] == ':' || text[at] == '=') {
		at = skip(text, at+1, 8, blank)
	} else if at = skip(text, named, 8, blank); at == named || at >= len(text) || text[at] != '\'' {
		return 0, 0 // only a word; SQL's PASSWORD 'value' needs no sign between them
	}
	slashes := skip(text, at, 8, func(c byte) bool { return c == '\\' }) - at
	at += slashes
	if at < len(text) && (text[at] == '"' || text[at] == '\'') {
		return at + 1, closing(text, at+1, text[at], slashes)
	}
	return at, bare(text, at)
}

// closing gives where a quoted value ends: at a quote that is escaped as the first one was, or with the text.
func closing(text []byte, at int, quote byte, slashes int) int {
	for run := 0; at < len(text); at++ {
		switch c := text[at]; {
		case c == '\\':
			run++
			continue
		case c == quote && run <= slashes:
			if quote == '\'' && at+1 < len(text) && text[at+1] == quote {
				at++ // SQL's way to write one
				break
			}
			return at - run
		}
		run = 0
	}
	return at
}

// bare gives where a value without quotes ends; a scheme such as Bearer goes with what follows it.
func bare(text []byte, at int) int {
	for _, scheme := range []string{"bearer ", "basic "} {
		if len(text)-at > len(scheme) && bytes.EqualFold(text[at:at+len(scheme)], []byte(scheme)) {
			at += len(scheme)
		}
	}
	if n := bytes.IndexAny(text[at:], " \t\r\n\"',;&{}[]\\"); n >= 0 {
		return at + n
	}
	return len(text)
}

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// skip passes over bytes of a sort, at most so many.
func skip(text []byte, at, most int, sort func(byte) bool) int {
	for end := min(len(text), at+most); at < end && sort(text[at]); at++ {
	}
	return at
}
