// Package rewrite copies JSON with some of its values replaced, for log families that cut out secrets which only their
// surroundings tell. Everything else stays byte for byte as it was, so that a record without secrets is not changed.
package rewrite

import (
	"bytes"
	"encoding/json/jsontext"
)

// Member is one member of an object, as it is written.
type Member struct {
	Name  string
	Value jsontext.Value
	at    int // of the value, in the object
}

// Members takes an object apart.
func Members(object jsontext.Value) ([]Member, error) {
	dec := jsontext.NewDecoder(bytes.NewReader(object))
	if _, err := dec.ReadToken(); err != nil {
		return nil, err
	}
	var all []Member
	for dec.PeekKind() == '"' {
		name, err := dec.ReadToken()
		if err != nil {
			return nil, err
		}
		m := Member{Name: name.String()}
		value, err := dec.ReadValue()
		if err != nil {
			return nil, err
		}
		m.at = int(dec.InputOffset()) - len(value)
		m.Value = object[m.at : m.at+len(value)]
		all = append(all, m)
	}
	_, err := dec.ReadToken()
	return all, err
}

// Object copies an object with each value as f gives it. F is told all members, because one may say what another is.
func Object(object jsontext.Value, f func(m Member, all []Member) ([]byte, error)) ([]byte, error) {
	all, err := Members(object)
	if err != nil {
		return nil, err
	}
	var out []byte
	done := 0
	for _, m := range all {
		value, err := f(m, all)
		if err != nil {
			return nil, err
		}
		out = append(append(out, object[done:m.at]...), value...)
		done = m.at + len(m.Value)
	}
	return append(out, object[done:]...), nil
}

// List copies a list with each element as f gives it.
func List(list jsontext.Value, f func(element jsontext.Value) ([]byte, error)) ([]byte, error) {
	dec := jsontext.NewDecoder(bytes.NewReader(list))
	if _, err := dec.ReadToken(); err != nil {
		return nil, err
	}
	var out []byte
	done := 0
	for kind := dec.PeekKind(); kind != ']' && kind != 0; kind = dec.PeekKind() {
		element, err := dec.ReadValue()
		if err != nil {
			return nil, err
		}
		end := int(dec.InputOffset())
		at := end - len(element)
		value, err := f(list[at:end])
		if err != nil {
			return nil, err
		}
		out = append(append(out, list[done:at]...), value...)
		done = end
	}
	if _, err := dec.ReadToken(); err != nil {
		return nil, err
	}
	return append(out, list[done:]...), nil
}

// Text gives the content of a string, "" for anything else.
func Text(value jsontext.Value) string {
	if value.Kind() != '"' {
		return ""
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
