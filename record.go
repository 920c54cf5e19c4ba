package tabard

import (
	"bytes"
	"encoding/json/jsontext"
	"errors"
	"net/url"
	"strconv"
	"strings"
)

// Record is one raw audit record.
type Record []byte

// Get reads a path of the event's record, for judging code that looks at a few records closely; the hot path uses [Slots]
// instead. Names in a path are separated by dots; a name that itself holds dots is found too. An absent path, or a record
// that is not JSON, gives an empty [Node].
func (e *Event) Get(path string) Node { return soundNode(e.Record).Get(path) }

// Node is a place in a JSON document, which is read anew each time something is asked: few ask for more than a handful of
// places. It shares the document's memory; the strings it gives do not. The zero Node is an absent one; all its methods give
// zero values.
type Node struct{ text []byte }

var errNotJSON = errors.New("not a JSON document")

// ParseNode reads a JSON document.
func ParseNode(doc []byte) (Node, error) {
	if !jsontext.Value(doc).IsValid() {
		return Node{}, errNotJSON
	}
	return soundNode(doc), nil
}

// soundNode is the node of a document that was checked before.
func soundNode(doc []byte) Node {
	if doc = bytes.TrimSpace(doc); string(doc) == "null" {
		return Node{}
	}
	return Node{doc}
}

// kind is the first byte of the value, 0 for an absent one.
func (n Node) kind() byte {
	if len(n.text) == 0 {
		return 0
	}
	return n.text[0]
}

// each calls f with the members of an object or the elements of a list until it returns false.
func (n Node) each(f func(name []byte, value Node) bool) {
	Walk(n.text, 0, func(name []byte, at int) int {
		end := ValueEnd(n.text, at)
		if end < 0 || !f(name, soundNode(n.text[at:end])) {
			return -1
		}
		return end
	})
}

// Get walks down a dotted path. It looks into strings that hold JSON, plain or URL-encoded. Through a list it gives the
// first element that has the rest of the path; use [Node.List] to see them all.
func (n Node) Get(path string) (found Node) {
	if path == "" {
		return n
	}
	n = n.Doc()
	switch n.kind() {
	case '{':
		for at := 0; at < len(path) && !found.Exists(); {
			end := len(path)
			if dot := strings.IndexByte(path[at:], '.'); dot >= 0 {
				end = at + dot
			}
			if child := n.member(path[:end]); child.Exists() {
				found = child.Get(strings.TrimPrefix(path[end:], "."))
			}
			at = end + 1
		}
	case '[':
		n.each(func(_ []byte, element Node) bool {
			found = element.Get(path)
			return !found.Exists()
		})
	}
	return found
}

// member gives the member of an object by its exact name.
func (n Node) member(name string) (found Node) {
	n.each(func(written []byte, value Node) bool {
		if nameIs(written, name) {
			found = value
			return false
		}
		return true
	})
	return found
}

// nameIs compares a name as it is written with its text.
func nameIs(written []byte, name string) bool {
	return string(written) == name || bytes.IndexByte(written, '\\') >= 0 && unquoted(written) == name
}

// unquoted gives the text of what stands between the quotes of a string.
func unquoted(written []byte) string {
	if bytes.IndexByte(written, '\\') < 0 {
		return string(written)
	}
	quoted := append(append(append(make([]byte, 0, len(written)+2), '"'), written...), '"')
	text, err := jsontext.AppendUnquote(nil, quoted)
	if err != nil {
		return ""
	}
	return string(text)
}

// Exists reports whether the node is there; a JSON null is not.
func (n Node) Exists() bool { return len(n.text) > 0 }

// Doc gives the document in a string that holds JSON, plain or URL-encoded, and the node itself otherwise.
func (n Node) Doc() Node {
	if n.kind() != '"' || !mayHoldDoc(n.text) {
		return n
	}
	text := strings.TrimSpace(n.String())
	if strings.HasPrefix(text, "%7B") || strings.HasPrefix(text, "%5B") || strings.HasPrefix(text, "%7b") || strings.HasPrefix(text, "%5b") {
		if plain, err := url.QueryUnescape(text); err == nil {
			text = plain
		}
	}
	if text == "" || text[0] != '{' && text[0] != '[' {
		return n
	}
	if doc, err := ParseNode([]byte(text)); err == nil {
		return doc
	}
	return n
}

// mayHoldDoc reports whether a string could begin with a bracket: most begin with a letter.
func mayHoldDoc(quoted []byte) bool {
	if len(quoted) < 2 {
		return false
	}
	c := quoted[1]
	return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9')
}

// String gives a string as it is, and a number or a truth value as its text.
func (n Node) String() string {
	switch n.kind() {
	case '"':
		if len(n.text) < 2 {
			return ""
		}
		return unquoted(n.text[1 : len(n.text)-1])
	case 't', 'f':
		return string(n.text)
	case 0, '{', '[':
		return ""
	}
	v, err := strconv.ParseFloat(string(n.text), 64)
	if err != nil {
		return ""
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// Bool gives a truth value, also from the strings "true" and "false" in any case.
func (n Node) Bool() (value, ok bool) {
	switch n.kind() {
	case 't', 'f':
		return n.kind() == 't', true
	case '"':
		b, err := strconv.ParseBool(strings.ToLower(n.String()))
		return b, err == nil
	}
	return false, false
}

// Number gives a number, also from a string that holds one.
func (n Node) Number() (float64, bool) {
	text := string(n.text)
	switch n.kind() {
	case 0, '{', '[', 't', 'f':
		return 0, false
	case '"':
		text = n.String()
	}
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil
}

// List gives the elements of an array, looked up in a string that holds JSON if need be; a single value is a list of one,
// as IAM policies write it; an absent node is an empty list.
func (n Node) List() []Node {
	n = n.Doc()
	switch n.kind() {
	case 0:
		return nil
	case '[':
		all := []Node{}
		n.each(func(_ []byte, element Node) bool {
			all = append(all, element)
			return true
		})
		return all
	default:
		return []Node{n}
	}
}

// Strings gives the texts of [Node.List].
func (n Node) Strings() []string {
	var all []string
	for _, element := range n.List() {
		if text := element.String(); text != "" {
			all = append(all, text)
		}
	}
	return all
}

// Keys gives the names in an object, in no order.
func (n Node) Keys() []string {
	all := []string{}
	if n = n.Doc(); n.kind() == '{' {
		n.each(func(name []byte, _ Node) bool {
			all = append(all, unquoted(name))
			return true
		})
	}
	return all
}

// Child gives the member of an object by its exact name, dots and all.
func (n Node) Child(name string) Node {
	if n = n.Doc(); n.kind() != '{' {
		return Node{}
	}
	return n.member(name)
}
