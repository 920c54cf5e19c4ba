package generic

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"tabard.dev/tabard"
)

// maxMapping bounds a mapping file, in bytes.
const maxMapping = 1 << 20

// MappingError is a mistake in a mapping file. Callers show it with the file's name in front.
type MappingError struct {
	Line int    // physical line, from 1
	What string // what is wrong, and the nearest valid name where a name is
}

func (e *MappingError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.What) }

// FromMapping makes a log family from a mapping in YAML. The error is a [*MappingError] when the mapping is at fault.
func FromMapping(text []byte) (tabard.Family, error) {
	if len(text) > maxMapping {
		return tabard.Family{}, &MappingError{Line: 1, What: fmt.Sprintf("a mapping of %d bytes is over the limit of %d", len(text), maxMapping)}
	}
	documents := yaml.NewDecoder(bytes.NewReader(text))
	var root yaml.Node
	switch err := documents.Decode(&root); {
	case errors.Is(err, io.EOF) || err == nil && len(root.Content) == 0:
		return tabard.Family{}, &MappingError{Line: 1, What: "the mapping is empty"}
	case err != nil:
		return tabard.Family{}, &MappingError{Line: 1, What: strings.TrimPrefix(err.Error(), "yaml: ")}
	}
	if err := documents.Decode(&yaml.Node{}); !errors.Is(err, io.EOF) {
		return tabard.Family{}, &MappingError{Line: 1, What: "one document is wanted, not several"}
	}
	m := &mapping{family: familyName, title: "Mapped log", slots: map[string]int{}}
	if err := m.read(root.Content[0]); err != nil {
		return tabard.Family{}, err
	}
	return tabard.Family{
		Name: m.family, Title: m.title, Marks: m.marks, Paths: m.paths,
		ID: m.id, EventName: m.action.path, Secrets: m.secrets,
		Normalize: m.normalize,
	}, nil
}

// mapping is a compiled mapping file.
type mapping struct {
	family, title string
	marks         [][]string
	id            []string
	secrets       []tabard.SecretPath

	time                                                            expr
	realm, action, outcome, failure, message, source, agent, origin expr
	actor                                                           who
	via                                                             []who
	session                                                         struct{ id, mfa expr }
	credential                                                      proof
	targets                                                         []thing
	labels, details                                                 []named
	changes                                                         []change

	paths []string
	slots map[string]int
}

type (
	who   struct{ id, name, kind, sort expr } // sort is the system's word, kind ours
	thing struct{ id, name, sort expr }
	named struct {
		name string
		expr
	}
	proof struct{ kind, id, fingerprint, expires expr }
	grant struct{ permission, resource, via, admin, public expr }
)

// keys are the valid keys of an object, each with what reads its value.
type keys map[string]func(*yaml.Node) error

func wrong(n *yaml.Node, format string, args ...any) error {
	return &MappingError{Line: n.Line, What: fmt.Sprintf(format, args...)}
}

// object reads an object strictly.
func object(n *yaml.Node, where string, known keys) error {
	if n.Kind != yaml.MappingNode {
		return wrong(n, "%s: keys and values are wanted", where)
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		read, ok := known[key.Value]
		if !ok {
			valid := slices.Sorted(maps.Keys(known))
			if near := nearest(key.Value, valid); near != "" {
				return wrong(key, "%s: unknown key %q, did you mean %q?", where, key.Value, near)
			}
			return wrong(key, "%s: unknown key %q, known are %s", where, key.Value, strings.Join(valid, ", "))
		}
		if seen[key.Value] {
			return wrong(key, "%s: %q is there twice", where, key.Value)
		}
		seen[key.Value] = true
		if err := read(value); err != nil {
			return err
		}
	}
	return nil
}

// list reads a list, or a single value as a list of one.
func list(n *yaml.Node, each func(*yaml.Node) error) error {
	if n.Kind != yaml.SequenceNode {
		return each(n)
	}
	for _, element := range n.Content {
		if err := each(element); err != nil {
			return err
		}
	}
	return nil
}

func text(into *string) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		if n.Kind != yaml.ScalarNode || n.Value == "" {
			return wrong(n, "a text is wanted")
		}
		*into = n.Value
		return nil
	}
}

func (m *mapping) read(n *yaml.Node) error {
	err := object(n, "mapping", keys{
		"family": text(&m.family), "title": text(&m.title),
		"marks": m.readMarks,
		"id": func(n *yaml.Node) error {
			return list(n, func(n *yaml.Node) error {
				var path string
				err := text(&path)(n)
				m.id = append(m.id, path)
				return err
			})
		},
		"time":  func(n *yaml.Node) error { return m.compileTime(n, &m.time) },
		"realm": m.expr(&m.realm), "action": m.expr(&m.action), "outcome": m.oneOf(&m.outcome, "outcome", "success", "failure", "unknown"),
		"error": m.expr(&m.failure), "message": m.expr(&m.message), "source": m.expr(&m.source), "user_agent": m.expr(&m.agent), "origin": m.expr(&m.origin),
		"actor": func(n *yaml.Node) error { return m.readWho(n, "actor", &m.actor) },
		"via": func(n *yaml.Node) error {
			return list(n, func(n *yaml.Node) error {
				var one who
				err := m.readWho(n, "via", &one)
				m.via = append(m.via, one)
				return err
			})
		},
		"session": func(n *yaml.Node) error {
			return object(n, "session", keys{"id": m.expr(&m.session.id), "mfa": m.expr(&m.session.mfa)})
		},
		"credential": func(n *yaml.Node) error { return m.readProof(n, &m.credential) },
		"targets": func(n *yaml.Node) error {
			return list(n, func(n *yaml.Node) error {
				var one thing
				err := object(n, "targets", keys{"type": m.expr(&one.sort), "id": m.expr(&one.id), "name": m.expr(&one.name)})
				m.targets = append(m.targets, one)
				return err
			})
		},
		"labels": m.readNamed(&m.labels), "details": m.readNamed(&m.details),
		"secrets": func(n *yaml.Node) error {
			return list(n, func(n *yaml.Node) error {
				secret := tabard.SecretPath{Kind: "secret"}
				err := object(n, "secrets", keys{"path": text(&secret.Path), "kind": text(&secret.Kind)})
				if err == nil && secret.Path == "" {
					err = wrong(n, "secrets: a path is wanted")
				}
				m.secrets = append(m.secrets, secret)
				return err
			})
		},
		"changes": func(n *yaml.Node) error { return list(n, m.readChange) },
	})
	if err == nil && m.action.empty() {
		err = wrong(n, "mapping: say at least where the action is (action)")
	}
	return err
}

func (m *mapping) readMarks(n *yaml.Node) error {
	if n.Kind != yaml.SequenceNode {
		return wrong(n, "marks: a list of lists of paths is wanted")
	}
	for _, set := range n.Content {
		var marks []string
		if err := list(set, func(n *yaml.Node) error {
			var mark string
			err := text(&mark)(n)
			marks = append(marks, mark)
			return err
		}); err != nil {
			return err
		}
		m.marks = append(m.marks, marks)
	}
	return nil
}

func (m *mapping) readWho(n *yaml.Node, where string, into *who) error {
	if n.Kind == yaml.ScalarNode {
		return m.compile(n, &into.id)
	}
	return object(n, where, keys{"id": m.expr(&into.id), "name": m.expr(&into.name), "type": m.expr(&into.sort), "kind": m.kindOf(&into.kind)})
}

func (m *mapping) kindOf(into *expr) func(*yaml.Node) error {
	return m.oneOf(into, "kind", string(tabard.KindAgent), string(tabard.KindWorkload), string(tabard.KindService), string(tabard.KindHuman), string(tabard.KindUnknown))
}

func (m *mapping) readProof(n *yaml.Node, into *proof) error {
	return object(n, "credential", keys{
		"id": m.expr(&into.id), "fingerprint": m.expr(&into.fingerprint),
		"kind": m.oneOf(&into.kind, "kind", string(tabard.CredentialKey), string(tabard.CredentialToken), string(tabard.CredentialPassword),
			string(tabard.CredentialCertificate), string(tabard.CredentialSecret), string(tabard.CredentialTrust)),
		"expires": func(n *yaml.Node) error { return m.compileTime(n, &into.expires) },
	})
}

func (m *mapping) readNamed(into *[]named) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		if n.Kind != yaml.MappingNode {
			return wrong(n, "names and paths are wanted")
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			one := named{name: n.Content[i].Value}
			if err := m.compile(n.Content[i+1], &one.expr); err != nil {
				return err
			}
			*into = append(*into, one)
		}
		return nil
	}
}

// slot gives the slot of a path, a new one when it is asked for the first time.
func (m *mapping) slot(path string) int {
	if at, ok := m.slots[path]; ok {
		return at
	}
	m.slots[path] = len(m.paths)
	m.paths = append(m.paths, path)
	return m.slots[path]
}
