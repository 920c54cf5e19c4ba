package sigma

import (
	"encoding/json/jsontext"
	"encoding/json/v2"
	"maps"
	"strings"
)

// assignment is a record in the making: the value of each field by its path, "" for a text that keywords are found in.
type assignment map[string]any

// assign chooses a value for each field that constraints speak of; false when they contradict each other. Given values stand
// for fields that the constraints leave free.
func assign(constraints []constraint, filler string, asList bool, given map[string]any) (assignment, bool) {
	byField := map[string][]constraint{}
	for _, c := range constraints {
		byField[c.field] = append(byField[c.field], c)
	}
	a := assignment(maps.Clone(given))
	if a == nil {
		a = assignment{}
	}
	fields := sortedKeys(byField)
	for _, refers := range []bool{false, true} { // fields that have to be like others come last
		for _, field := range fields {
			if refersToOther(byField[field]) != refers {
				continue
			}
			v, ok := value(byField[field], filler, asList, a)
			if !ok {
				return nil, false
			}
			if _, free := v.(absent); !free {
				a[field] = v
			} else if _, ok := given[field]; !ok {
				a[field] = v
			}
		}
	}
	return a, true
}

func refersToOther(list []constraint) bool {
	for _, c := range list {
		if c.kind == testField && c.want {
			return true
		}
	}
	return false
}

// record writes the assignment as JSON.
func (a assignment) record() []byte {
	root := map[string]any{}
	for _, field := range sortedKeys(a) {
		if _, gone := a[field].(absent); gone {
			continue
		}
		name := field
		if field == "" {
			name = "message"
		}
		put := a[field]
		if n, ok := put.(rawNumber); ok {
			put = jsontext.Value(n)
		}
		if !nest(root, strings.Split(strings.ReplaceAll(name, "*", "any"), "."), put) {
			root[name] = put // a name with dots is read as a path too
		}
	}
	record, err := json.Marshal(root, json.Deterministic(true), jsontext.AllowInvalidUTF8(true))
	if err != nil {
		return []byte("{}")
	}
	return record
}

// nest puts a value at a path; false where something that is not an object, or anything for the last name, is in the way.
func nest(into map[string]any, names []string, value any) bool {
	at, ok := into[names[0]]
	if len(names) == 1 {
		if !ok {
			into[names[0]] = value
		}
		return !ok
	}
	if !ok {
		inner := map[string]any{}
		if !nest(inner, names[1:], value) {
			return false
		}
		into[names[0]] = inner
		return true
	}
	inner, isMap := at.(map[string]any)
	return isMap && nest(inner, names[1:], value)
}
