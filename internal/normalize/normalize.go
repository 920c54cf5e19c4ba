// Package normalize turns raw audit records into events. Stage 2 of 6: it recognizes a record's log family, reads the
// fields that somebody asked for in one pass, cuts out secrets, and has the family say in Tabard's words what happened.
//
// The families themselves are in connectors/; this package holds only what is common to them. The same record gives the
// same event, whatever came before it. A [Set] may be shared; a [Decoder] is for one goroutine.
package normalize

import (
	"bytes"
	"fmt"
	"slices"
	"sort"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/jsonscan"
)

// Set is a compiled set of log families.
type Set struct {
	families []family
	byName   map[string]int
	marks    []mark // over all families; slot i of sniff belongs to marks[i]
	sniff    *jsonscan.Trie
}

// family is one compiled log family. Its slots are, in order: its own Paths, ID, Secrets, what rules asked for, its marks and
// those of its rivals. To tell whose a record is and no more, it is scanned for other slots: the family's Paths, and the marks.
type family struct {
	tabard.Family
	paths   []string
	trie    *jsonscan.Trie
	id      int    // slot of the first ID path
	secrets int    // slot of the first secret
	rules   int    // slot of the first path that a rule asked for
	marked  int    // slot of the first mark
	marks   []mark // its own and its rivals'; mark i has slot len(Paths)+i of whose
	whose   *jsonscan.Trie
	kin     []int // the families that share a stream with this one
}

// plain reports whether a record is to be read by the family's own Fields.
func (f *family) plain(record []byte) bool { return f.Fields != nil && !isObject(record) }

// isObject reports whether a record can only be a JSON object.
func isObject(record []byte) bool {
	text := bytes.TrimLeft(record, " \t\r\n")
	return len(text) > 0 && text[0] == '{'
}

// mark is one condition of a family's Marks.
type mark struct {
	family, set int
	following   int // marks of its set that stand after it
	value       string
	exact       bool // value must be equal
	prefix      bool // value must start so
}

// New compiles families. The extra paths, by family name, are those that rules read; [Set.Slots] says where they are found.
func New(families []tabard.Family, extra map[string][]string) (*Set, error) {
	s := &Set{byName: make(map[string]int, len(families))}
	var sniff []string
	for i, f := range families {
		if _, twice := s.byName[f.Name]; twice {
			return nil, fmt.Errorf("log family %q is there twice", f.Name)
		}
		s.byName[f.Name] = i
		compiled := family{Family: f, id: len(f.Paths), secrets: len(f.Paths) + len(f.ID)}
		compiled.paths = slices.Concat(f.Paths, f.ID)
		for _, secret := range f.Secrets {
			compiled.paths = append(compiled.paths, secret.Path)
		}
		compiled.rules = len(compiled.paths)
		compiled.paths = append(compiled.paths, extra[f.Name]...)
		marks, marked := parseMarks(i, f.Marks)
		s.marks, sniff = append(s.marks, marks...), append(sniff, marked...)
		others, theirs := rivals(families, i)
		compiled.marks = append(marks, others...)
		compiled.marked = len(compiled.paths)
		compiled.paths = slices.Concat(compiled.paths, marked, theirs)
		var err error
		if compiled.trie, err = jsonscan.Compile(compiled.paths); err != nil {
			return nil, fmt.Errorf("log family %q: %w", f.Name, err)
		}
		if compiled.whose, err = jsonscan.Compile(slices.Concat(datingPaths(f), marked, theirs)); err != nil {
			return nil, fmt.Errorf("log family %q: %w", f.Name, err)
		}
		s.families = append(s.families, compiled)
	}
	var err error
	for i := range s.families {
		f := &s.families[i]
		for _, name := range f.Kin {
			if k, ok := s.byName[name]; ok {
				f.kin = append(f.kin, k)
			}
		}
	}
	if s.sniff, err = jsonscan.Compile(sniff); err != nil {
		return nil, fmt.Errorf("marks: %w", err)
	}
	return s, nil
}

// datingPaths gives a family's paths with only those that tell the time: the others lead to a name that no record has.
func datingPaths(f tabard.Family) []string {
	paths := slices.Clone(f.Paths)
	for i, path := range paths {
		if f.Time != nil && f.TimePaths != nil && !slices.Contains(f.TimePaths, path) {
			paths[i] = "\x00"
		}
	}
	return paths
}

// rivals gives the sets of marks of other families that ask for a value. Such a set picks out of the records that have a
// family's names those that are another's, such as a cluster's among a cloud's, so it must be looked at too before a record
// is taken to be of the family of the record before it. Sets that share no member with the family's marks pick out nothing.
func rivals(families []tabard.Family, of int) (marks []mark, paths []string) {
	own := map[string]bool{}
	for _, set := range families[of].Marks {
		for _, condition := range set {
			own[member(condition)] = true
		}
	}
	for i, f := range families {
		if i == of {
			continue
		}
		var valued [][]string
		for _, set := range f.Marks {
			if slices.ContainsFunc(set, func(m string) bool { return strings.Contains(m, "=") }) &&
				slices.ContainsFunc(set, func(m string) bool { return own[member(m)] }) {
				valued = append(valued, set)
			}
		}
		m, p := parseMarks(i, valued)
		marks, paths = append(marks, m...), append(paths, p...)
	}
	return marks, paths
}

// member gives the outermost name in a mark's path.
func member(condition string) string {
	return condition[:strings.IndexAny(condition+".", ".=")]
}

// parseMarks reads the conditions of a family and the paths that they look at.
func parseMarks(family int, sets [][]string) (marks []mark, paths []string) {
	for set, conditions := range sets {
		for i, condition := range conditions {
			path, value, valued := strings.Cut(condition, "=")
			m := mark{family: family, set: set, following: len(conditions) - 1 - i, exact: valued}
			if text, ok := strings.CutSuffix(value, "*"); ok && valued {
				m.exact, m.prefix, value = false, true, text
			}
			m.value = value
			marks, paths = append(marks, m), append(paths, path)
		}
	}
	return marks, paths
}

// Names gives the names of the families, sorted.
func (s *Set) Names() []string {
	names := make([]string, 0, len(s.families))
	for _, f := range s.families {
		names = append(names, f.Name)
	}
	sort.Strings(names)
	return names
}

// Family finds a family by its name.
func (s *Set) Family(name string) (tabard.Family, bool) {
	i, ok := s.byName[name]
	if !ok {
		return tabard.Family{}, false
	}
	return s.families[i].Family, true
}

// RuleSlots gives the slot of the first path that rules asked for in a family; the others follow in the order given to New.
func (s *Set) RuleSlots(name string) int { return s.families[s.byName[name]].rules }

// UnknownFamilyError reports a family that there is none of.
type UnknownFamilyError struct {
	Name  string
	Known []string
}

func (e *UnknownFamilyError) Error() string {
	return fmt.Sprintf("no log family named %q; there are %s", e.Name, strings.Join(e.Known, ", "))
}
