package jsonscan_test

import (
	"bytes"
	"encoding/json/jsontext"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"

	"tabard.dev/tabard"
)

// reference is what a scan must find, written the slow and obvious way over the standard library: each path by itself, each
// value read whole at every level.
func reference(t *testing.T, paths []string, record []byte) *tabard.Slots {
	t.Helper()
	slots := tabard.NewSlots(len(paths), nil)
	for i, path := range paths {
		walk(t, bytes.TrimSpace(record), []string{path}, 0, func(v tabard.Value) { slots.Add(i, v) })
	}
	return slots
}

// walk calls found with the values that the rests of a path lead to, which start at this value. No rest is for its own place.
func walk(t *testing.T, value jsontext.Value, rests []string, nested int, found func(tabard.Value)) {
	t.Helper()
	switch value.Kind() {
	case '{':
		members(t, value, func(name string, member jsontext.Value) {
			here, on := step(name, rests)
			arrive(t, member, here, on, false, nested, found)
		})
	case '[':
		for _, element := range elements(t, value) {
			walk(t, element, rests, nested, found)
		}
	case '"':
		if inner, ok := document(unquote(t, value)); ok && len(rests) > 0 && nested < 4 {
			walk(t, inner, rests, nested+1, found)
		}
	default:
	}
}

// arrive takes a value that a path may end at.
func arrive(t *testing.T, value jsontext.Value, here bool, rests []string, element bool, nested int, found func(tabard.Value)) {
	t.Helper()
	if here && (value.Kind() != '[' || !element) {
		found(valueOf(t, value, element))
	}
	if value.Kind() == '[' {
		for _, one := range elements(t, value) {
			arrive(t, one, here, rests, true, nested, found)
		}
		return
	}
	walk(t, value, rests, nested, found)
}

// step gives the rests of a path behind a name, and whether the path may end there.
func step(name string, rests []string) (here bool, on []string) {
	for _, rest := range rests {
		tail, ok := strings.CutPrefix(rest, name)
		if slices.Contains(strings.Split(name, "."), "*") {
			ok = false // a star is never part of a name
		}
		if after, star := strings.CutPrefix(rest, "*"); star && (after == "" || after[0] == '.') {
			tail, ok = after, true
		}
		switch {
		case !ok:
		case tail == "":
			here = true
		case tail[0] == '.' && !slices.Contains(on, tail[1:]):
			on = append(on, tail[1:])
		}
	}
	return here, on
}

// document gives the JSON object or array that a string holds, plain or URL-encoded.
func document(text string) (jsontext.Value, bool) {
	text = strings.TrimLeft(text, " \t\r\n")
	if len(text) > 3 && slices.Contains([]string{"%7b", "%5b"}, strings.ToLower(text[:3])) {
		plain, err := url.QueryUnescape(text)
		if err != nil {
			return nil, false
		}
		text = plain
	}
	value := jsontext.Value(strings.TrimSpace(text))
	ok := len(value) > 0 && (value[0] == '{' || value[0] == '[') && jsontext.Value(text).IsValid()
	return value, ok
}

func valueOf(t *testing.T, value jsontext.Value, element bool) tabard.Value {
	t.Helper()
	v := tabard.Value{Text: value, Element: element}
	switch value.Kind() {
	case '"':
		v.Kind, v.Text = tabard.StringValue, []byte(unquote(t, value))
	case '0':
		v.Kind = tabard.NumberValue
	case 't':
		v.Kind = tabard.TrueValue
	case 'f':
		v.Kind = tabard.FalseValue
	case 'n':
		v.Kind = tabard.NullValue
	case '{':
		v.Kind = tabard.ObjectValue
	case '[':
		v.Kind = tabard.ArrayValue
	default:
		t.Fatalf("no value: %s", value)
	}
	return v
}

func unquote(t *testing.T, value jsontext.Value) string {
	t.Helper()
	text, err := jsontext.AppendUnquote(nil, value)
	if err != nil {
		t.Fatalf("unquote %s: %v", value, err)
	}
	return string(text)
}

// elements gives the values in an array.
func elements(t *testing.T, array jsontext.Value) []jsontext.Value {
	t.Helper()
	var all []jsontext.Value
	tokens(t, array, func(_ string, value jsontext.Value) { all = append(all, value) })
	return all
}

// members calls f with the names and values in an object.
func members(t *testing.T, object jsontext.Value, f func(name string, value jsontext.Value)) {
	t.Helper()
	tokens(t, object, f)
}

func tokens(t *testing.T, value jsontext.Value, f func(name string, value jsontext.Value)) {
	t.Helper()
	d := jsontext.NewDecoder(bytes.NewReader(value))
	open, err := d.ReadToken()
	if err != nil {
		t.Fatal(err)
	}
	named := open.Kind() == '{'
	for k := d.PeekKind(); k != '}' && k != ']'; k = d.PeekKind() {
		var name string
		if named {
			token, err := d.ReadToken()
			if err != nil {
				t.Fatal(err)
			}
			name = token.String()
		}
		member, err := d.ReadValue()
		if err != nil {
			t.Fatal(err)
		}
		f(name, member.Clone())
	}
	if _, err := d.ReadToken(); err != nil && err != io.EOF { //nolint:errorlint // a decoder gives it bare
		t.Fatal(err)
	}
}

// strs gives all string values of a value, in order.
func strs(t *testing.T, value jsontext.Value) []string {
	t.Helper()
	var all []string
	switch value.Kind() {
	case '"':
		all = append(all, unquote(t, value))
	case '{', '[':
		tokens(t, value, func(_ string, member jsontext.Value) { all = append(all, strs(t, member)...) })
	default:
	}
	return all
}
