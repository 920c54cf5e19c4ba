package discover

import (
	"bytes"
	"strings"
)

// iniSection is a section of a file of [sections] and name = value lines. Values before any section are in one without name.
type iniSection struct {
	name  string
	line  int
	pairs []iniPair
}

type iniPair struct {
	name, value string
	line        int
}

// get gives the value and line of a name, which is not case-sensitive.
func (s iniSection) get(name string) (value string, line int) {
	for _, pair := range s.pairs {
		if strings.EqualFold(pair.name, name) {
			return pair.value, pair.line
		}
	}
	return "", 0
}

// readINI reads sections. It understands what AWS, pip, PyPI, MySQL, npm and git write: comments with # and ;, indented
// pairs, and values in quotes.
func readINI(text []byte) []iniSection {
	sections := []iniSection{{}}
	n := 0
	for raw := range bytes.Lines(text) {
		n++
		line := strings.TrimSpace(string(raw))
		if line == "" || line[0] == '#' || line[0] == ';' {
			continue
		}
		if line[0] == '[' {
			if end := strings.IndexByte(line, ']'); end > 0 {
				sections = append(sections, iniSection{name: strings.TrimSpace(line[1:end]), line: n})
			}
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		if !ok {
			continue
		}
		last := &sections[len(sections)-1]
		last.pairs = append(last.pairs, iniPair{strings.TrimSpace(name), strings.Trim(strings.TrimSpace(value), `"'`), n})
	}
	return sections
}
