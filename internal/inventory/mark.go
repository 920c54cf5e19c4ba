package inventory

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"tabard.dev/tabard"
)

//go:embed marks.yaml
var marksFile []byte

// Marks are what tells agents, workloads, services and humans apart. They are knowledge, not code: the file has a source
// for each line.
type Marks struct {
	all         []mark
	types       map[string][]uint16
	userAgents  []pattern
	clients     []pattern
	names       []pattern
	natives     []pattern
	images      []pattern
	actions     map[string][]uint16
	declared    map[tabard.Kind]uint16
	byKey       map[string]uint16
	later       map[uint16]uint16 // of a program's mark: the weaker one for somebody who used other programs before
	steady      []uint16
	namespaces  []namespace
	directories []directory
	libraries   []string // patterns on the names of programs that everything is built with
	sum         string   // of the file, to see that it changed
	doubt       float64  // how much of the doubt that marks leave is there in truth, by bench/classify
}

// mark is one line: whoever shows it is of the kind, with a weight.
type mark struct {
	Field  string // "user_agent", "client", "name", "native", "type", "action", "image", "cadence", "declared", "later"
	Value  string
	Kind   tabard.Kind
	Weight float64
	Source string

	// Form says that the mark tells what sort of account it is and not what runs behind it: an agent has a service account too.
	Form bool
}

// key names a mark in a row, so that it is found again when the file has changed.
func (m mark) key() string { return m.Field + "=" + m.Value + "=" + string(m.Kind) }

func (m mark) evidence() tabard.Evidence {
	what := strings.ReplaceAll(m.Field, "_", " ") + " " + m.Value
	switch m.Field {
	case declared:
		what = "the record says " + string(m.Kind)
	case later:
		what = "user agent " + m.Value + ", after another one"
	}
	return tabard.Evidence{What: what, Weight: m.Weight, Source: m.Source}
}

// steady is the cadence of what acts at the same intervals all the time.
const steady = "steady"

// namespace says where a native id names a namespace, which often is a team.
type namespace struct {
	Prefix string   `yaml:"prefix"`
	End    string   `yaml:"end"`
	Shared []string `yaml:"shared"` // namespaces of everybody
	Weight float64  `yaml:"weight"`
}

// declared is the field of the marks that stand for what a record itself says of an actor.
const declared = "declared"

// later is the field of the marks that a program leaves on somebody who is known with another program: its credential may
// have been lent to the program. They weigh half, and several of them no more than one.
const later = "later"

// declaredWeights say how far a record's own word goes. That it is an agent is said on purpose; "service" and "workload"
// are also what the systems call agents that have an account of that sort.
var declaredWeights = []struct {
	kind   tabard.Kind
	weight float64
}{{tabard.KindAgent, 0.95}, {tabard.KindHuman, 0.8}, {tabard.KindService, 0.7}, {tabard.KindWorkload, 0.7}}

// DefaultMarks gives the marks that Tabard ships.
func DefaultMarks() (*Marks, error) { return ParseMarks(marksFile) }

// ParseMarks reads a file of marks.
func ParseMarks(text []byte) (*Marks, error) {
	var file struct {
		Marks []struct {
			Kind      tabard.Kind `yaml:"kind"`
			UserAgent string      `yaml:"user_agent"`
			Client    string      `yaml:"client"`
			Name      string      `yaml:"name"`
			Native    string      `yaml:"native"`
			Type      string      `yaml:"type"`
			Action    string      `yaml:"action"`
			Image     string      `yaml:"image"`
			Cadence   string      `yaml:"cadence"`
			Form      bool        `yaml:"form"`
			Weight    float64     `yaml:"weight"`
			Source    string      `yaml:"source"`
		} `yaml:"marks"`
		Namespaces []namespace `yaml:"namespaces"`
		Libraries  []string    `yaml:"libraries"`

		Directories []directory `yaml:"directories"`
		Doubt       float64     `yaml:"doubt"`
	}
	if err := yaml.Load(text, &file, yaml.WithKnownFields()); err != nil {
		return nil, fmt.Errorf("marks: %w", err)
	}
	if !(file.Doubt >= 0 && file.Doubt <= 1) { // NaN is neither
		return nil, fmt.Errorf("marks: doubt: want a share between 0 and 1")
	}
	for i, n := range file.Namespaces {
		if !(n.Weight > 0 && n.Weight < 1) { // NaN is neither
			return nil, fmt.Errorf("marks: namespace %d: needs a weight between 0 and 1", i+1)
		}
	}
	m := &Marks{
		types: map[string][]uint16{}, actions: map[string][]uint16{}, declared: map[tabard.Kind]uint16{},
		byKey: map[string]uint16{}, later: map[uint16]uint16{}, namespaces: file.Namespaces, libraries: file.Libraries, directories: file.Directories,
		doubt: cmp.Or(file.Doubt, 1), sum: fmt.Sprintf("%x", sha256.Sum256(text)),
	}
	for _, d := range declaredWeights {
		if err := m.add(mark{declared, string(d.kind), d.kind, d.weight, "the record itself", d.kind != tabard.KindAgent}); err != nil {
			return nil, err
		}
	}
	for i, line := range file.Marks {
		fields := map[string]string{
			"user_agent": line.UserAgent, "client": line.Client, "name": line.Name, "native": line.Native, "type": line.Type, "action": line.Action,
			"image": line.Image, "cadence": line.Cadence,
		}
		for field, value := range fields {
			if value == "" {
				delete(fields, field)
			}
		}
		if len(fields) != 1 || line.Source == "" || line.Weight <= 0 || line.Weight >= 1 || !judgeable(line.Kind) {
			return nil, fmt.Errorf("marks: line %d: needs a kind, one field, a weight between 0 and 1, and a source", i+1)
		}
		for field, value := range fields {
			form := line.Form || line.Kind != tabard.KindAgent && line.Kind != tabard.KindHuman && (field == "type" || field == "native")
			if err := m.add(mark{field, value, line.Kind, line.Weight, line.Source, form}); err != nil {
				return nil, err
			}
			if field != "user_agent" || line.Kind != tabard.KindAgent {
				continue
			}
			at := m.byKey[mark{Field: field, Value: value, Kind: line.Kind}.key()]
			if err := m.add(mark{later, value, line.Kind, line.Weight / 2, line.Source, false}); err != nil {
				return nil, err
			}
			m.later[at] = uint16(len(m.all) - 1) //nolint:gosec // bounded by add
		}
	}
	return m, nil
}

func judgeable(kind tabard.Kind) bool {
	return kind == tabard.KindAgent || kind == tabard.KindWorkload || kind == tabard.KindService || kind == tabard.KindHuman
}

func (m *Marks) add(line mark) error {
	if _, twice := m.byKey[line.key()]; twice || len(m.all) >= 1<<16-1 {
		return fmt.Errorf("marks: %s is there twice, or there are too many", line.key())
	}
	i := uint16(len(m.all)) //nolint:gosec // bounded above
	m.all, m.byKey[line.key()] = append(m.all, line), i
	switch line.Field {
	case declared:
		m.declared[line.Kind] = i
	case "type":
		m.types[line.Value] = append(m.types[line.Value], i)
	case "action":
		m.actions[line.Value] = append(m.actions[line.Value], i)
	case "user_agent":
		m.userAgents = append(m.userAgents, newPattern(line.Value, i))
	case "client":
		m.clients = append(m.clients, newPattern(line.Value, i))
	case "name":
		m.names = append(m.names, newPattern(line.Value, i))
	case "native":
		m.natives = append(m.natives, newPattern(line.Value, i))
	case "image":
		m.images = append(m.images, newPattern(line.Value, i))
	case "cadence":
		if line.Value != steady {
			return fmt.Errorf("marks: a cadence is %q, not %q", steady, line.Value)
		}
		m.steady = append(m.steady, i)
	}
	return nil
}

// declares gives the mark of what a record says itself.
func (m *Marks) declares(kind tabard.Kind) (uint16, bool) {
	if kind == "" || kind == tabard.KindUnknown {
		return 0, false
	}
	i, ok := m.declared[kind]
	return i, ok
}

// namespaceOwner gives the team that a namespace in a native id suggests.
func (m *Marks) namespaceOwner(native string) (claim, bool) {
	for _, n := range m.namespaces {
		rest, ok := strings.CutPrefix(native, n.Prefix)
		if !ok {
			continue
		}
		name, _, ok := strings.Cut(rest, n.End)
		if !ok || name == "" || slices.Contains(n.Shared, name) {
			return claim{}, false
		}
		return claim{Owner: "team:" + name, What: "namespace " + name, Weight: n.Weight, Source: "native id"}, true
	}
	return claim{}, false
}
