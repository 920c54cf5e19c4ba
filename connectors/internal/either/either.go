// Package either reads fields that come under several names. A vendor gives the same record one shape from its API, another
// in a stream and a third in a table, and collectors in between rename what they cannot hold; the connectors say each field
// once, with all the paths that it has been documented at, and read the first that a record has.
package either

import (
	"time"

	"tabard.dev/tabard"
)

// Fields are the fields of a log family. Field i has the paths given as the i-th.
type Fields struct {
	paths []string
	first []int // the first slot of field i; one more entry than there are fields
}

// New lays out fields, each with its paths in the order they count.
func New(fields ...[]string) *Fields {
	f := &Fields{first: make([]int, 0, len(fields)+1)}
	for _, paths := range fields {
		f.first = append(f.first, len(f.paths))
		f.paths = append(f.paths, paths...)
	}
	f.first = append(f.first, len(f.paths))
	return f
}

// Paths are those of all fields, for [tabard.Family].
func (f *Fields) Paths() []string { return f.paths }

// PathsOf are those of one field.
func (f *Fields) PathsOf(field int) []string { return f.paths[f.first[field]:f.first[field+1]] }

// Of reads the fields in the slots of one record.
func (f *Fields) Of(s *tabard.Slots) Record { return Record{f: f, s: s} }

// Record is one record's fields.
type Record struct {
	f *Fields
	s *tabard.Slots
}

// Value gives the first value of a field that is neither null nor an empty string. Its kind is [tabard.NoValue] when the
// record has none.
func (r Record) Value(field int) tabard.Value {
	for slot := r.f.first[field]; slot < r.f.first[field+1]; slot++ {
		if !r.s.Has(slot) {
			continue
		}
		for v, ok := r.s.First(slot), true; ok; v, ok = r.s.Next(v) {
			if v.Kind != tabard.NullValue && len(v.Text) > 0 {
				return v
			}
		}
	}
	return tabard.Value{}
}

// Has reports whether the record says anything in a field.
func (r Record) Has(field int) bool { return r.Value(field).Kind != tabard.NoValue }

// Bytes gives the text of the first string or number that is not empty, valid until the slots are reset.
func (r Record) Bytes(field int) []byte {
	for slot := r.f.first[field]; slot < r.f.first[field+1]; slot++ {
		if text := r.s.FirstText(slot); text != nil {
			return text
		}
	}
	return nil
}

// Text gives the text of a string or number, "" for anything else.
func (r Record) Text(field int) string { return r.s.Intern(r.Bytes(field)) }

// First gives the text of the first field that has one.
func (r Record) First(fields ...int) string {
	for _, field := range fields {
		if text := r.Bytes(field); len(text) > 0 {
			return r.s.Intern(text)
		}
	}
	return ""
}

// Is reports whether a field is exactly that text.
func (r Record) Is(field int, text string) bool { return string(r.Bytes(field)) == text }

// All gives the texts of all values of the field, under the first name that has any.
func (r Record) All(field int) []string {
	for slot := r.f.first[field]; slot < r.f.first[field+1]; slot++ {
		if all := r.s.Strings(slot); len(all) > 0 {
			return all
		}
	}
	return nil
}

// Bool gives a field as a truth value: true, false and the words for them in any case.
func (r Record) Bool(field int) (value, ok bool) {
	switch v := r.Value(field); v.Kind {
	case tabard.TrueValue:
		return true, true
	case tabard.FalseValue:
		return false, true
	case tabard.StringValue:
		switch string(v.Text) {
		case "true", "True", "TRUE":
			return true, true
		case "false", "False", "FALSE":
			return false, true
		}
	}
	return false, false
}

// Time gives a field as a time; see [tabard.ParseTime]. The zero time means that the record has none.
func (r Record) Time(field int) (time.Time, error) {
	text := r.Bytes(field)
	if len(text) == 0 {
		return time.Time{}, nil
	}
	return tabard.ParseTime(text)
}

// Nodes parses a field for those who look closely: the elements of an array, or the objects that a path leads to, also
// where they stand in a string. It is not for the hot path.
func (r Record) Nodes(field int) []tabard.Node {
	for slot := r.f.first[field]; slot < r.f.first[field+1]; slot++ {
		var all []tabard.Node
		for v := range r.s.All(slot) {
			if v.Element {
				continue // its array is read whole
			}
			nested := len(v.Text) > 0 && (v.Text[0] == '{' || v.Text[0] == '[')
			if !nested || v.Kind != tabard.ObjectValue && v.Kind != tabard.ArrayValue && v.Kind != tabard.StringValue {
				continue
			}
			node, err := tabard.ParseNode(v.Text)
			if err != nil {
				continue
			}
			all = append(all, node.List()...)
		}
		if len(all) > 0 {
			return all
		}
	}
	return nil
}

// Intern gives text that outlives the record.
func (r Record) Intern(text []byte) string { return r.s.Intern(text) }
