package sigma

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v4"
)

// Limits on rule files, far above any honest one, so that a hostile file cannot cost much.
const (
	maxFile  = 4 << 20
	maxDepth = 40
	maxNodes = 200_000 // after aliases are followed
)

// keyed is one key of a YAML mapping with its value.
type keyed struct {
	key   string
	line  int
	value *yaml.Node
}

// documents reads all YAML documents of a file. Aliases are replaced by what they stand for.
func documents(file []byte) ([]*yaml.Node, error) {
	if len(file) > maxFile {
		return nil, refuse(0, "", "the file has %d bytes, over the limit of %d", len(file), maxFile)
	}
	loader, err := yaml.NewLoader(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("read YAML: %w", err)
	}
	var all []*yaml.Node
	budget := maxNodes
	for {
		var doc yaml.Node
		err := loader.Load(&doc)
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return all, fmt.Errorf("read YAML: %w", err)
		}
		root := &doc
		if root.Kind == yaml.DocumentNode {
			if len(root.Content) == 0 {
				continue
			}
			root = root.Content[0]
		}
		if root.Kind == yaml.ScalarNode && root.ShortTag() == "!!null" {
			continue // an empty document, as after a trailing ---
		}
		if root, err = unalias(root, 0, &budget); err != nil {
			return all, err
		}
		all = append(all, root)
	}
}

// unalias copies a tree with its aliases replaced.
func unalias(n *yaml.Node, depth int, budget *int) (*yaml.Node, error) {
	if *budget--; *budget < 0 || depth > maxDepth {
		return nil, refuse(n.Line, "", "the file is nested too deeply or has too many values")
	}
	if n.Kind == yaml.AliasNode {
		return unalias(n.Alias, depth+1, budget)
	}
	if len(n.Content) == 0 {
		return n, nil
	}
	flat := *n
	flat.Content = make([]*yaml.Node, len(n.Content))
	for i, c := range n.Content {
		var err error
		if flat.Content[i], err = unalias(c, depth+1, budget); err != nil {
			return nil, err
		}
	}
	return &flat, nil
}

// entries gives the keys of a mapping in order.
func entries(n *yaml.Node, what string) ([]keyed, error) {
	if n.Kind != yaml.MappingNode {
		return nil, refuse(n.Line, brief(n), "%s must be a map", what)
	}
	seen := make(map[string]bool, len(n.Content)/2)
	all := make([]keyed, 0, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		switch {
		case k.Kind != yaml.ScalarNode:
			return nil, refuse(k.Line, brief(k), "a key of %s must be plain text", what)
		case k.ShortTag() == "!!merge":
			return nil, refuse(k.Line, "<<", "merge keys are not part of YAML 1.2; repeat the keys")
		case seen[k.Value]:
			return nil, refuse(k.Line, k.Value, "this key is in %s twice", what)
		}
		seen[k.Value] = true
		all = append(all, keyed{key: k.Value, line: k.Line, value: n.Content[i+1]})
	}
	return all, nil
}

// brief gives a node's text for messages.
func brief(n *yaml.Node) string {
	switch n.Kind {
	case yaml.ScalarNode:
		return n.Value
	case yaml.MappingNode:
		return "{…}"
	case yaml.SequenceNode:
		return "[…]"
	default:
	}
	return ""
}

// text reads a scalar as plain text.
func text(n *yaml.Node, what string) (string, error) {
	if n.Kind != yaml.ScalarNode {
		return "", refuse(n.Line, brief(n), "%s must be plain text", what)
	}
	if n.ShortTag() == "!!null" {
		return "", nil
	}
	return n.Value, nil
}

// texts reads a list of plain texts, or a single one.
func texts(n *yaml.Node, what string) ([]string, error) {
	if n.Kind == yaml.ScalarNode {
		s, err := text(n, what)
		if err != nil || s == "" {
			return nil, err
		}
		return []string{s}, nil
	}
	if n.Kind != yaml.SequenceNode {
		return nil, refuse(n.Line, brief(n), "%s must be a list", what)
	}
	all := make([]string, 0, len(n.Content))
	for _, c := range n.Content {
		s, err := text(c, what)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

// merged puts one mapping over another, key by key and deeply, as rule collections ask for.
func merged(base, over *yaml.Node) *yaml.Node {
	if base == nil || base.Kind != yaml.MappingNode || over.Kind != yaml.MappingNode {
		return over
	}
	result := *over
	result.Content = nil
	at := make(map[string]int, len(base.Content)/2)
	for i := 0; i+1 < len(base.Content); i += 2 {
		at[base.Content[i].Value] = len(result.Content)
		result.Content = append(result.Content, base.Content[i], base.Content[i+1])
	}
	for i := 0; i+1 < len(over.Content); i += 2 {
		k, v := over.Content[i], over.Content[i+1]
		if j, ok := at[k.Value]; ok {
			result.Content[j], result.Content[j+1] = k, merged(result.Content[j+1], v)
			continue
		}
		at[k.Value] = len(result.Content)
		result.Content = append(result.Content, k, v)
	}
	return &result
}
