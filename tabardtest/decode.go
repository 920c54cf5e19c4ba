package tabardtest

import (
	"bytes"
	"cmp"
	"encoding/json/v2"
	"net/url"
	"slices"
	"strings"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/jsonscan"
)

// Decode normalizes a record the way the engine does, as far as one family can tell: its slots are filled, its own Redact
// and its Secrets are applied, and Normalize reads the result. It follows the documented meaning of paths over a parsed
// tree, so it is slow and obvious, a second opinion on the scanner.
func Decode(t testing.TB, f tabard.Family, record []byte) (*tabard.Event, error) {
	t.Helper()
	record = Redact(f, record)
	slots, err := Slots(f, record)
	if err != nil {
		return nil, err
	}
	e := &tabard.Event{Family: f.Name, Record: record}
	if err := f.Normalize(slots, e); err != nil {
		return nil, err
	}
	return e, nil
}

// Slots fills slots for the family's Paths.
func Slots(f tabard.Family, record []byte) (*tabard.Slots, error) {
	slots := tabard.NewSlots(len(f.Paths), tabard.NewInterner(1<<12))
	if f.Fields != nil && !isObject(record) {
		return slots, f.Fields(record, f.Paths, slots)
	}
	var tree any
	if err := json.Unmarshal(record, &tree); err != nil {
		return nil, err
	}
	for i, path := range f.Paths {
		lookup(tree, path, func(v any) { add(slots, i, v, false) })
	}
	return slots, nil
}

// Redact cuts out what the family says is secret.
func Redact(f tabard.Family, record []byte) []byte {
	if f.Redact != nil {
		record = f.Redact(record, Cut)
	}
	paths := make([]string, len(f.Secrets))
	for i, secret := range f.Secrets {
		paths[i] = secret.Path
	}
	trie, err := jsonscan.Compile(paths)
	if err != nil {
		panic(err) // the suite has compiled the same paths
	}
	slots := tabard.NewSlots(len(paths), nil)
	if trie.Scan(record, slots) != nil {
		return record
	}
	type cut struct {
		at   tabard.Value
		kind string
	}
	var cuts []cut
	for i, secret := range f.Secrets {
		for v := range slots.All(i) {
			if v.End > 0 && v.Kind != tabard.NullValue && len(v.Text) > 0 && !bytes.HasPrefix(v.Text, []byte("[redacted:")) {
				cuts = append(cuts, cut{v, secret.Kind})
			}
		}
	}
	slices.SortStableFunc(cuts, func(a, b cut) int { return cmp.Or(a.at.Start-b.at.Start, b.at.End-a.at.End) })
	var clean []byte
	done := 0
	for _, c := range cuts {
		if c.at.Start >= done {
			clean = append(append(clean, record[done:c.at.Start]...), `"`+Cut(c.kind, c.at.Text)+`"`...)
			done = c.at.End
		}
	}
	return append(clean, record[done:]...)
}

// Cut stands in for the engine's way to name a secret.
func Cut(kind string, _ []byte) string { return "[redacted:" + kind + ":0123456789abcdef]" }

func isObject(record []byte) bool {
	return strings.HasPrefix(strings.TrimSpace(string(record)), "{")
}

// lookup calls found for every value at a path: through arrays, names with dots in them, "*" and strings that hold JSON.
func lookup(tree any, path string, found func(any)) {
	if path == "" {
		found(tree)
		return
	}
	switch v := tree.(type) {
	case []any:
		for _, element := range v {
			lookup(element, path, found)
		}
	case map[string]any:
		names := make([]string, 0, len(v))
		for name := range v {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			if rest, ok := strings.CutPrefix(path, name); ok && (rest == "" || rest[0] == '.') {
				lookup(v[name], strings.TrimPrefix(rest, "."), found)
			} else if rest, ok := strings.CutPrefix(path, "*"); ok && (rest == "" || rest[0] == '.') {
				lookup(v[name], strings.TrimPrefix(rest, "."), found)
			}
		}
	case string:
		text := strings.TrimSpace(v)
		if strings.HasPrefix(text, "%7B") || strings.HasPrefix(text, "%5B") {
			if plain, err := url.QueryUnescape(text); err == nil {
				text = plain
			}
		}
		var inner any
		if strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[") {
			if json.Unmarshal([]byte(text), &inner) == nil {
				lookup(inner, path, found)
			}
		}
	}
}

// add adds a value to a slot, and the elements of an array after it.
func add(slots *tabard.Slots, slot int, v any, element bool) {
	all, ok := v.([]any)
	if !ok || !element {
		found := value(v)
		found.Element = element
		slots.Add(slot, found)
	}
	if ok {
		for _, one := range all {
			add(slots, slot, one, true)
		}
	}
}

func value(v any) tabard.Value {
	switch v := v.(type) {
	case nil:
		return tabard.Value{Kind: tabard.NullValue, Text: []byte("null")}
	case string:
		return tabard.Value{Kind: tabard.StringValue, Text: []byte(v)}
	case bool:
		if v {
			return tabard.Value{Kind: tabard.TrueValue, Text: []byte("true")}
		}
		return tabard.Value{Kind: tabard.FalseValue, Text: []byte("false")}
	}
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // it came out of the parser
	}
	kind := tabard.NumberValue
	switch text[0] {
	case '{':
		kind = tabard.ObjectValue
	case '[':
		kind = tabard.ArrayValue
	}
	return tabard.Value{Kind: kind, Text: text}
}
