package tabard

import (
	"encoding/json/v2"
	"net/url"
	"strconv"
	"strings"
)

// Record is one raw audit record.
type Record []byte

// Get reads a path of the event's record, for judging code that looks at a few records closely. The record is parsed at the
// first call and kept for the next; the hot path uses [Slots] instead. Names in a path are separated by dots; a name that
// itself holds dots is found too. An absent path, or a record that is not JSON, gives an empty [Node].
func (e *Event) Get(path string) Node {
	if e.tree == nil {
		var tree any
		if json.Unmarshal(e.Record, &tree) != nil {
			tree = false
		}
		e.tree = tree
	}
	return Node{e.tree}.Get(path)
}

// Node is a place in a parsed JSON document. The zero Node is an absent one; all its methods give zero values.
type Node struct{ value any }

// ParseNode reads a JSON document.
func ParseNode(doc []byte) (Node, error) {
	var tree any
	err := json.Unmarshal(doc, &tree)
	return Node{tree}, err
}

// Get walks down a dotted path. It looks into strings that hold JSON, plain or URL-encoded. Through a list it gives the
// first element that has the rest of the path; use [Node.List] to see them all.
func (n Node) Get(path string) Node {
	if path == "" {
		return n
	}
	switch v := n.Doc().value.(type) {
	case map[string]any:
		for at := 0; at < len(path); {
			end := len(path)
			if dot := strings.IndexByte(path[at:], '.'); dot >= 0 {
				end = at + dot
			}
			if child, ok := v[path[:end]]; ok {
				if found := (Node{child}).Get(strings.TrimPrefix(path[end:], ".")); found.Exists() {
					return found
				}
			}
			at = end + 1
		}
	case []any:
		for _, element := range v {
			if found := (Node{element}).Get(path); found.Exists() {
				return found
			}
		}
	}
	return Node{}
}

// Exists reports whether the node is there; a JSON null is not.
func (n Node) Exists() bool { return n.value != nil }

// Doc gives the document in a string that holds JSON, plain or URL-encoded, and the node itself otherwise.
func (n Node) Doc() Node {
	text, ok := n.value.(string)
	if !ok {
		return n
	}
	text = strings.TrimSpace(text)
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

// String gives a string as it is, and a number or a truth value as its text.
func (n Node) String() string {
	switch v := n.value.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

// Bool gives a truth value, also from the strings "true" and "false" in any case.
func (n Node) Bool() (value, ok bool) {
	switch v := n.value.(type) {
	case bool:
		return v, true
	case string:
		b, err := strconv.ParseBool(strings.ToLower(v))
		return b, err == nil
	}
	return false, false
}

// Number gives a number, also from a string that holds one.
func (n Node) Number() (float64, bool) {
	switch v := n.value.(type) {
	case float64:
		return v, true
	case string:
		f, err := strconv.ParseFloat(v, 64)
		return f, err == nil
	}
	return 0, false
}

// List gives the elements of an array, looked up in a string that holds JSON if need be; a single value is a list of one,
// as IAM policies write it; an absent node is an empty list.
func (n Node) List() []Node {
	switch v := n.Doc().value.(type) {
	case nil:
		return nil
	case []any:
		all := make([]Node, len(v))
		for i := range v {
			all[i] = Node{v[i]}
		}
		return all
	default:
		return []Node{{v}}
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
	object, _ := n.Doc().value.(map[string]any)
	all := make([]string, 0, len(object))
	for name := range object {
		all = append(all, name)
	}
	return all
}

// Child gives the member of an object by its exact name, dots and all.
func (n Node) Child(name string) Node {
	object, _ := n.Doc().value.(map[string]any)
	return Node{object[name]}
}
