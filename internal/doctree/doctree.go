// Package doctree reads configuration files as people write them – JSON with comments and trailing commas, YAML, TOML –
// into one kind of tree that keeps the order of members and their lines.
//
// It reads what programs would accept, so it is lenient where they are: of duplicate names it keeps all, in order. It must
// never be used for audit records, which are parsed strictly. Size is the caller's to bound; depth and the number of nodes
// are bounded here.
package doctree

import (
	"errors"
	"fmt"
	"iter"
	"slices"
)

// Limits of a document. Deeper or larger ones are refused.
const (
	maxDepth = 200
	maxNodes = 1 << 20
)

// errSize reports a document over the limits.
var errSize = errors.New("document is too deep or has too many values")

// Error is a document that could not be read.
type Error struct {
	Line int // from 1; 0 when unknown
	Err  error
}

func (e *Error) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("line %d: %s", e.Line, e.Err)
	}
	return e.Err.Error()
}

func (e *Error) Unwrap() error { return e.Err }

// Kind is what a node is.
type Kind uint8

// The kinds of node.
const (
	Null Kind = iota
	Text
	Number
	Bool
	List
	Object
)

// Node is a value of a document. A nil Node is an absent one; all methods may be called on it.
type Node struct {
	Kind  Kind
	Text  string   // of a text, and the literal of a number or truth value
	Names []string // of an object's members, in order
	Items []*Node  // the members' values, or a list's elements
	Line  int      // where it begins, from 1; 0 when unknown
}

// Get walks down objects by member names. Of duplicate names the last counts, as it does for most programs.
func (n *Node) Get(names ...string) *Node {
	for _, name := range names {
		n = n.child(name)
	}
	return n
}

func (n *Node) child(name string) *Node {
	if n == nil || n.Kind != Object {
		return nil
	}
	for i, v := range slices.Backward(n.Names) {
		if v == name {
			return n.Items[i]
		}
	}
	return nil
}

// Str gives the text at a path, "" for anything that is no text or number.
func (n *Node) Str(names ...string) string {
	if v := n.Get(names...); v != nil && (v.Kind == Text || v.Kind == Number) {
		return v.Text
	}
	return ""
}

// Has reports whether there is a member, whatever its value.
func (n *Node) Has(name string) bool { return n.child(name) != nil }

// IsObject reports whether the node is an object with at least one member.
func (n *Node) IsObject() bool { return n != nil && n.Kind == Object && len(n.Items) > 0 }

// Members gives the names and values of an object, in order; none for anything else.
func (n *Node) Members() iter.Seq2[string, *Node] {
	return func(yield func(string, *Node) bool) {
		if n == nil || n.Kind != Object {
			return
		}
		for i, name := range n.Names {
			if !yield(name, n.Items[i]) {
				return
			}
		}
	}
}

// Elements gives the elements of a list; none for anything else.
func (n *Node) Elements() []*Node {
	if n == nil || n.Kind != List {
		return nil
	}
	return n.Items
}

// Strings gives the texts of a list, or a single text as a list of one.
func (n *Node) Strings() []string {
	if n == nil {
		return nil
	}
	if n.Kind == Text {
		return []string{n.Text}
	}
	var all []string
	for _, element := range n.Elements() {
		if element.Kind == Text || element.Kind == Number || element.Kind == Bool {
			all = append(all, element.Text)
		}
	}
	return all
}

// builder counts nodes while a document is read.
type builder struct{ nodes int }

func (b *builder) node(kind Kind, text string, line int) (*Node, error) {
	if b.nodes++; b.nodes > maxNodes {
		return nil, &Error{Line: line, Err: errSize}
	}
	return &Node{Kind: kind, Text: text, Line: line}, nil
}
