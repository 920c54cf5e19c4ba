// Package rewrite copies JSON with some of its values replaced, for log families that cut out secrets which only their
// surroundings tell. Everything else stays byte for byte as it was, so that a record without secrets is not changed.
package rewrite

import (
	"bytes"
	"encoding/json/jsontext"
	"errors"
	"slices"

	"tabard.dev/tabard"
)

// Member is one member of an object, as it is written.
type Member struct {
	Name  string
	Value jsontext.Value
	at    int // of the value, in the object
}

// errUnsound reports a document that [tabard.Walk] cannot follow. Callers leave the record as it is.
var errUnsound = errors.New("not sound JSON")

// Members takes an object apart.
func Members(object jsontext.Value) ([]Member, error) {
	var all []Member
	at := tabard.SpaceEnd(object, 0)
	if at >= len(object) || object[at] != '{' {
		return nil, errUnsound
	}
	end := tabard.Walk(object, at, func(name []byte, at int) int {
		end := tabard.ValueEnd(object, at)
		if end >= 0 {
			all = append(all, Member{Name: string(Name(name)), Value: object[at:end], at: at})
		}
		return end
	})
	if end < 0 {
		return nil, errUnsound
	}
	return all, nil
}

// Object copies an object with each value as f gives it; it is the object itself where f gives all as they were. F is told
// all members, because one may say what another is.
func Object(object jsontext.Value, f func(m Member, all []Member) ([]byte, error)) ([]byte, error) {
	all, err := Members(object)
	if err != nil {
		return nil, err
	}
	c := copier{from: object}
	for _, m := range all {
		value, err := f(m, all)
		if err != nil {
			return nil, err
		}
		c.put(m.at, m.at+len(m.Value), value)
	}
	return c.rest(), nil
}

// List copies a list with each element as f gives it, as [Object] does.
func List(list jsontext.Value, f func(element jsontext.Value) ([]byte, error)) ([]byte, error) {
	at := tabard.SpaceEnd(list, 0)
	if at >= len(list) || list[at] != '[' {
		return nil, errUnsound
	}
	c, err := copier{from: list}, error(nil)
	end := tabard.Walk(list, at, func(_ []byte, at int) int {
		end := tabard.ValueEnd(list, at)
		if end < 0 {
			return -1
		}
		var value []byte
		if value, err = f(list[at:end]); err != nil {
			return -1
		}
		c.put(at, end, value)
		return end
	})
	if err == nil && end < 0 {
		err = errUnsound
	}
	return c.rest(), err
}

// copier copies a document from the first place on where it is to be another.
type copier struct {
	from, out []byte
	done      int // of from, in out
}

// put has a value between two offsets of the document, later ones each time.
func (c *copier) put(start, end int, value []byte) {
	if len(value) == end-start && (len(value) == 0 || &value[0] == &c.from[start]) {
		return
	}
	c.out = append(append(c.out, c.from[c.done:start]...), value...)
	c.done = end
}

func (c *copier) rest() []byte {
	if c.done == 0 {
		return c.from
	}
	return append(c.out, c.from[c.done:]...)
}

// Name gives the text of a member's name that is written so between its quotes: itself where nothing in it is escaped.
func Name(written []byte) []byte {
	if bytes.IndexByte(written, '\\') < 0 {
		return written
	}
	return []byte(Text(slices.Concat([]byte{'"'}, written, []byte{'"'})))
}

// Text gives the content of a string, "" for anything else.
func Text(value jsontext.Value) string {
	if value.Kind() != '"' {
		return ""
	}
	if value[0] == '"' && bytes.IndexByte(value, '\\') < 0 {
		return string(value[1 : len(value)-1])
	}
	text, err := jsontext.AppendUnquote(nil, value)
	if err != nil {
		return ""
	}
	return string(text)
}

// TextOf gives the string at a name, "" where there is none.
func TextOf(all []Member, name string) string {
	for _, m := range all {
		if m.Name == name {
			return Text(m.Value)
		}
	}
	return ""
}
