package config

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"tabard.dev/tabard"
)

// decoder fills a [Config] from a YAML tree, field by field, so that every mistake has its line.
type decoder struct {
	file string
	sources
}

func (d *decoder) wrong(n *yaml.Node, format string, args ...any) error {
	return &Error{File: d.file, Line: n.Line, What: fmt.Sprintf(format, args...)}
}

// decode fills the value that stands at a path, "" for the whole.
func (d *decoder) decode(n *yaml.Node, into reflect.Value, path string) error {
	if n.Kind == yaml.AliasNode {
		return d.wrong(n, "%s: aliases are not understood here", path)
	}
	if into.Kind() == reflect.Struct && !isText(into.Type()) {
		return d.object(n, into, path)
	}
	if into.Kind() == reflect.Slice {
		if n.Kind != yaml.SequenceNode {
			return d.wrong(n, "%s: a list is wanted", path)
		}
		into.SetLen(0)
		for i, child := range n.Content {
			element := reflect.New(into.Type().Elem()).Elem()
			if err := d.decode(child, element, path+"["+strconv.Itoa(i)+"]"); err != nil {
				return err
			}
			into.Set(reflect.Append(into, element))
		}
		return nil
	}
	if n.Kind != yaml.ScalarNode {
		return d.wrong(n, "%s: a single value is wanted", path)
	}
	if n.Tag == "!!null" {
		return nil
	}
	if err := d.set(into, n.Value); err != nil {
		return d.wrong(n, "%s: %s", path, err)
	}
	return nil
}

// object fills a struct. Keys that it does not know go to its ",rest" map, where it has one.
func (d *decoder) object(n *yaml.Node, into reflect.Value, path string) error {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		return d.wrong(n, "%s: keys and values are wanted", orWhole(path))
	}
	if line := into.FieldByName("Line"); line.IsValid() {
		line.SetInt(int64(n.Line))
	}
	lines := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if first, twice := lines[key.Value]; twice {
			return d.wrong(key, "%q is on line %d already", key.Value, first)
		}
		lines[key.Value] = key.Line
		at, names, rest := field(into, key.Value)
		switch {
		case at.IsValid():
			if err := d.decode(value, at, join(path, key.Value)); err != nil {
				return err
			}
		case rest.IsValid():
			setting, err := d.free(value)
			if err != nil {
				return err
			}
			if rest.IsNil() {
				rest.Set(reflect.MakeMap(rest.Type()))
			}
			rest.SetMapIndex(reflect.ValueOf(key.Value), reflect.ValueOf(&setting).Elem())
		default:
			return unknownKey(d.file, key.Line, key.Value, path, names)
		}
	}
	if sink, ok := reflect.TypeAssert[*Sink](into.Addr()); ok {
		sink.lines = lines
	}
	return nil
}

// free reads a setting whose type is not known here. A text with a reference becomes a [tabard.Secret].
func (d *decoder) free(n *yaml.Node) (any, error) {
	switch n.Kind {
	case yaml.ScalarNode:
		if reference.MatchString(n.Value) {
			secret, err := d.secret(n.Value)
			if err != nil {
				return nil, d.wrong(n, "%s", err)
			}
			return secret, nil
		}
	case yaml.SequenceNode:
		list := make([]any, 0, len(n.Content))
		for _, child := range n.Content {
			element, err := d.free(child)
			if err != nil {
				return nil, err
			}
			list = append(list, element)
		}
		return list, nil
	default:
		return nil, d.wrong(n, "a value or a list is wanted")
	}
	var value any
	if err := n.Decode(&value); err != nil {
		return nil, d.wrong(n, "%s", err)
	}
	return value, nil
}

// set reads one value from its text; the file, the variables and the flags all end here.
func (d *decoder) set(into reflect.Value, text string) error {
	switch at := into.Addr().Interface().(type) {
	case *Duration:
		v, err := ParseDuration(text)
		*at = v
		return err
	case *Size:
		v, err := ParseSize(text)
		*at = v
		return err
	case *URL:
		v, err := d.url(text)
		*at = v
		return err
	case *tabard.Secret:
		v, err := d.secret(text)
		*at = v
		return err
	case *string:
		if reference.MatchString(text) {
			return fmt.Errorf("references such as %s are for secret values and URLs", reference.FindString(text))
		}
		*at = text
		return nil
	case *bool:
		v, err := strconv.ParseBool(text)
		*at = v
		if err != nil {
			return fmt.Errorf("%q is not true or false", text)
		}
		return nil
	case *int:
		v, err := strconv.Atoi(text)
		*at = v
		if err != nil || v < 0 {
			return fmt.Errorf("%q is not a number", text)
		}
		return nil
	case *[]string:
		*at = strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
		return nil
	}
	return fmt.Errorf("cannot be set from a text")
}

// field finds a struct's field by its key, and gives all keys it has and where the others go.
func field(in reflect.Value, key string) (found reflect.Value, names []string, rest reflect.Value) {
	for i := range in.NumField() {
		f := in.Type().Field(i)
		name := keyOf(f)
		switch {
		case !f.IsExported() || name == "-":
		case name == ",rest":
			rest = in.Field(i)
		default:
			names = append(names, name)
			if name == key {
				found = in.Field(i)
			}
		}
	}
	slices.Sort(names)
	return found, names, rest
}

func keyOf(f reflect.StructField) string {
	if name := f.Tag.Get("yaml"); name != "" {
		return name
	}
	return strings.ToLower(f.Name)
}

func isText(t reflect.Type) bool {
	return t == reflect.TypeFor[URL]() || t == reflect.TypeFor[tabard.Secret]()
}

func join(path, key string) string { return strings.TrimPrefix(path+"."+key, ".") }

func orWhole(path string) string {
	if path == "" {
		return "the file"
	}
	return path
}
