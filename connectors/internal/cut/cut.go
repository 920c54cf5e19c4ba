// Package cut cuts secrets out of records where no path names them: in the query of a URL, in a list of names and values, in
// a member of a body that is JSON in a string. For the families of connectors/; part of stage 2.
//
// Every function gives the record itself when there is nothing to cut, keeps it JSON where it was, and leaves alone what was
// cut before.
package cut

import (
	"bytes"
	"encoding/json/jsontext"
	"slices"
	"strings"

	"tabard.dev/tabard"
)

// done is how a text begins that stands for a secret.
var done = []byte("[redacted:")

func splice(record []byte, start, end int, text string) []byte {
	out := make([]byte, 0, len(record)+len(text))
	return append(append(append(out, record[:start]...), text...), record[end:]...)
}

// Query cuts the values of parameters with one of the names out of every URL in the record: "?token=…", "&sig=…", also where
// the ampersand is written "\u0026".
func Query(record []byte, cut tabard.Cut, kind string, names ...string) []byte {
	if bytes.IndexByte(record, '?') < 0 {
		return record
	}
	for _, name := range names {
		record = parameter(record, cut, kind, name+"=")
	}
	return record
}

func parameter(record []byte, cut tabard.Cut, kind, name string) []byte {
	for at := 0; ; {
		found := bytes.Index(record[at:], []byte(name))
		if found < 0 {
			return record
		}
		start := at + found + len(name)
		at = start
		if !separated(record[:start-len(name)]) || bytes.HasPrefix(record[start:], done) {
			continue
		}
		end := start
		for end < len(record) && strings.IndexByte("&\"\\ #'<>", record[end]) < 0 {
			end++
		}
		if end > start {
			text := cut(kind, record[start:end])
			record, at = splice(record, start, end, text), start+len(text)
		}
	}
}

// separated reports whether a parameter of a query can begin after the text.
func separated(text []byte) bool {
	if len(text) == 0 {
		return false
	}
	switch last := text[len(text)-1]; last {
	case '?', '&':
		return true
	default:
		return bytes.HasSuffix(text, []byte(`\u0026`)) || bytes.HasSuffix(text, []byte(`\u003f`)) || bytes.HasSuffix(text, []byte(`\u003F`))
	}
}

// pair is an object of a name and a value, as far as it is read.
type pair struct {
	named      bool
	start, end int // the value
}

// Named cuts the values out of objects {"Name": name, "Value": …} with one of the names, whatever their order.
// A record that is not JSON comes back as it is.
func Named(record []byte, cut tabard.Cut, kind string, names ...string) []byte {
	if !slices.ContainsFunc(names, func(name string) bool { return bytes.Contains(record, []byte(name)) }) {
		return record
	}
	type span struct{ start, end int }
	var (
		spans []span
		stack []pair
		key   string
	)
	in := jsontext.NewDecoder(bytes.NewReader(record))
	for {
		before := int(in.InputOffset())
		token, err := in.ReadToken()
		if err != nil {
			break
		}
		switch token.Kind() {
		case '{', '[':
			stack = append(stack, pair{})
			continue
		case '}', ']':
			if p := stack[len(stack)-1]; p.named && p.end > p.start {
				spans = append(spans, span{p.start, p.end})
			}
			stack = stack[:len(stack)-1]
			continue
		}
		kindOf, members := in.StackIndex(in.StackDepth())
		if kindOf != '{' {
			continue
		}
		p := &stack[len(stack)-1]
		switch {
		case members%2 == 1:
			key = token.String()
		case key == "Name":
			p.named = slices.Contains(names, token.String())
		case key == "Value" && token.Kind() == '"' && !strings.HasPrefix(token.String(), string(done)):
			p.start = before + bytes.IndexByte(record[before:], '"') + 1
			p.end = int(in.InputOffset()) - 1
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return b.start - a.start }) // from the end, so that places stay true
	for _, s := range spans {
		record = splice(record, s.start, s.end, cut(kind, record[s.start:s.end]))
	}
	return record
}

// Members cuts the string values of members with one of the names, in objects and in objects that are JSON in a string: there
// the quotes are escaped once.
func Members(record []byte, cut tabard.Cut, kind string, names ...string) []byte {
	for _, name := range names {
		for _, quote := range [...]string{`\"`, `"`} {
			record = members(record, quote+name+quote, quote, kind, cut)
		}
	}
	return record
}

// Embedded cuts as [Members] does, but only in JSON that is in a string, for names that the record has for other things too.
func Embedded(record []byte, cut tabard.Cut, kind string, names ...string) []byte {
	for _, name := range names {
		record = members(record, `\"`+name+`\"`, `\"`, kind, cut)
	}
	return record
}

func members(record []byte, name, quote, kind string, cut tabard.Cut) []byte {
	for at := 0; ; {
		found := bytes.Index(record[at:], []byte(name))
		if found < 0 {
			return record
		}
		start := at + found + len(name)
		for start < len(record) && (record[start] == ' ' || record[start] == ':') {
			start++
		}
		at = start
		if !bytes.HasPrefix(record[start:], []byte(quote)) {
			continue
		}
		start += len(quote)
		end := closing(record, start, quote)
		if end <= start || bytes.HasPrefix(record[start:], done) {
			continue
		}
		text := cut(kind, record[start:end])
		record, at = splice(record, start, end, text), start+len(text)
	}
}

// closing finds the quote that ends a string, -1 where there is none. In a string in a string the inner quote is \" and an
// escaped one \\\"; where the inner one is cut short, the outer one ends it.
func closing(record []byte, start int, quote string) int {
	for at := start; at+len(quote) <= len(record); at++ {
		if record[at] != '\\' {
			if record[at] == '"' {
				return at // with an escaped quote it is the outer string that ends here: the body was cut short
			}
			continue
		}
		if quote == `\"` && at+1 < len(record) && record[at+1] == '"' {
			return at
		}
		if quote == `\"` && bytes.HasPrefix(record[at:], []byte(`\\`)) {
			// One escaped character of the inner string, its escape two bytes: \\n, or \\\" and \\\\ whose character is two as well.
			if at += 2; at < len(record) && record[at] == '\\' {
				at++
			} else if at < len(record) && record[at] == '"' {
				return at // cut short within an escape
			}
			continue
		}
		at++ // an escaped character
	}
	return -1
}
