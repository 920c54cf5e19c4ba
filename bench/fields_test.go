package bench

import (
	"fmt"
	"reflect"
	"strings"
)

// field is one field of a shape.
type field struct {
	names []string
	kind  string
}

// parse reads the shape's list of fields.
func (s shape) parse() []field {
	var all []field
	for line := range strings.Lines(strings.TrimSpace(s.fields)) {
		path, kind, _ := strings.Cut(strings.TrimSpace(line), " ")
		names := strings.Split(strings.ReplaceAll(path, `\.`, "\x00"), ".")
		for i := range names {
			names[i] = strings.ReplaceAll(names[i], "\x00", ".")
		}
		all = append(all, field{names, kind})
	}
	return all
}

// paths gives the fields as the scanner is asked for them.
func (s shape) paths() []string {
	var all []string
	for _, f := range s.parse() {
		all = append(all, strings.ReplaceAll(strings.Join(f.names, "."), "[]", ""))
	}
	return all
}

// structType gives a struct of the same fields, as one would write it for encoding/json.
func (s shape) structType() reflect.Type { return structOf(s.parse()) }

func structOf(fields []field) reflect.Type {
	var order []string
	below := map[string][]field{}
	for _, f := range fields {
		if _, ok := below[f.names[0]]; !ok {
			order = append(order, f.names[0])
		}
		below[f.names[0]] = append(below[f.names[0]], field{f.names[1:], f.kind})
	}
	var made []reflect.StructField
	for i, name := range order {
		inner := below[name]
		var typ reflect.Type
		if len(inner[0].names) > 0 {
			typ = structOf(inner)
		} else {
			typ = map[string]reflect.Type{
				"string": reflect.TypeFor[string](), "number": reflect.TypeFor[int64](), "bool": reflect.TypeFor[bool](),
			}[inner[0].kind]
		}
		plain, isArray := strings.CutSuffix(name, "[]")
		if isArray {
			typ = reflect.SliceOf(typ)
		}
		tag := reflect.StructTag(fmt.Sprintf(`json:"%s"`, plain))
		made = append(made, reflect.StructField{Name: fmt.Sprintf("F%d", i), Type: typ, Tag: tag})
	}
	return reflect.StructOf(made)
}
