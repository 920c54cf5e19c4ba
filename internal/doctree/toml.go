package doctree

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/BurntSushi/toml"
)

// TOML reads a TOML document. Its members are sorted by name, because the decoder does not keep their order, and have no
// lines.
func TOML(text []byte) (*Node, error) {
	if line := tooDeepTOML(text); line > 0 {
		return nil, &Error{Line: line, Err: errSize}
	}
	var tree map[string]any
	if err := toml.Unmarshal(text, &tree); err != nil {
		e := &Error{Err: errors.New("not valid TOML")}
		if syntax, ok := errors.AsType[toml.ParseError](err); ok {
			e.Line = syntax.Position.Line
		}
		return nil, e
	}
	return (&tomlReader{}).value(tree, 0)
}

type tomlReader struct{ builder }

func (r *tomlReader) value(v any, depth int) (*Node, error) {
	if depth > maxDepth {
		return nil, &Error{Err: errSize}
	}
	switch v := v.(type) {
	case map[string]any:
		n, err := r.node(Object, "", 0)
		if err != nil {
			return nil, err
		}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			item, err := r.value(v[name], depth+1)
			if err != nil {
				return nil, err
			}
			n.Names = append(n.Names, name)
			n.Items = append(n.Items, item)
		}
		return n, nil
	case []map[string]any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = v[i]
		}
		return r.value(list, depth)
	case []any:
		n, err := r.node(List, "", 0)
		if err != nil {
			return nil, err
		}
		for _, element := range v {
			item, err := r.value(element, depth+1)
			if err != nil {
				return nil, err
			}
			n.Items = append(n.Items, item)
		}
		return n, nil
	case string:
		return r.node(Text, v, 0)
	case bool:
		return r.node(Bool, fmt.Sprint(v), 0)
	case int64, float64:
		return r.node(Number, fmt.Sprint(v), 0)
	default: // dates and times
		return r.node(Text, fmt.Sprint(v), 0)
	}
}

// tooDeepTOML finds the line where brackets nest, or the parts of a key follow each other, deeper than any configuration
// does; 0 when there is none. The decoder has no limit of its own: its memory grows with the square of the depth. Brackets in
// texts are counted too, which errs to the safe side.
func tooDeepTOML(text []byte) int {
	line, depth, dots, inKey := 1, 0, 0, true
	for _, c := range text {
		switch c {
		case '\n':
			line++
			dots, inKey = 0, true
		case '=':
			inKey = false
		case '.':
			if dots++; inKey && dots > maxDepth {
				return line
			}
		case '[', '{':
			dots, inKey = 0, true
			if depth++; depth > maxDepth {
				return line
			}
		case ',':
			dots, inKey = 0, true
		case ']', '}':
			depth = max(0, depth-1)
		}
	}
	return 0
}
