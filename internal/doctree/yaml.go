package doctree

import (
	"bytes"
	"errors"
	"io"

	"go.yaml.in/yaml/v4"
)

// YAML reads all documents of a YAML stream.
func YAML(text []byte) ([]*Node, error) {
	dec := yaml.NewDecoder(bytes.NewReader(text))
	b := &yamlReader{}
	var docs []*Node
	for {
		var root yaml.Node
		err := dec.Decode(&root)
		if errors.Is(err, io.EOF) {
			return docs, nil
		}
		if err != nil {
			return docs, &Error{Line: yamlLine(err), Err: errors.New("not valid YAML")}
		}
		doc, err := b.value(&root, 0)
		if err != nil {
			return docs, err
		}
		docs = append(docs, doc)
	}
}

type yamlReader struct{ builder }

func (r *yamlReader) value(y *yaml.Node, depth int) (*Node, error) {
	if depth > maxDepth {
		return nil, &Error{Line: y.Line, Err: errSize}
	}
	switch y.Kind {
	case yaml.DocumentNode:
		if len(y.Content) == 0 {
			return r.node(Null, "", y.Line)
		}
		return r.value(y.Content[0], depth+1)
	case yaml.AliasNode:
		// Each use of an anchor is read again and counted, so that a few lines cannot become millions of nodes.
		return r.value(y.Alias, depth+1)
	case yaml.MappingNode:
		n, err := r.node(Object, "", y.Line)
		if err != nil {
			return nil, err
		}
		for i := 0; i+1 < len(y.Content); i += 2 {
			item, err := r.value(y.Content[i+1], depth+1)
			if err != nil {
				return nil, err
			}
			n.Names = append(n.Names, y.Content[i].Value)
			n.Items = append(n.Items, item)
		}
		return n, nil
	case yaml.SequenceNode:
		n, err := r.node(List, "", y.Line)
		if err != nil {
			return nil, err
		}
		for _, element := range y.Content {
			item, err := r.value(element, depth+1)
			if err != nil {
				return nil, err
			}
			n.Items = append(n.Items, item)
		}
		return n, nil
	default:
		return r.node(scalarKind(y.ShortTag()), y.Value, y.Line)
	}
}

func scalarKind(tag string) Kind {
	switch tag {
	case "!!null":
		return Null
	case "!!int", "!!float":
		return Number
	case "!!bool":
		return Bool
	}
	return Text
}

// yamlLine finds the line of an error.
func yamlLine(err error) int {
	if load, ok := errors.AsType[*yaml.LoadError](err); ok {
		return load.Mark.Line
	}
	return 0
}
