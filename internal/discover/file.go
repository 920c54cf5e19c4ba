package discover

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/doctree"
)

// file is a file that was read, and what was found in it.
type file struct {
	name   string // as it is reported
	lower  string // the name in small letters with slashes, for matching
	text   []byte
	info   fs.FileInfo // nil for standard input
	owner  string
	prints *fingerprints

	counted, lines int // newlines before an offset; see lineOf
	searches       int // see lineWith

	parsed bool
	docs   []*doctree.Node
	broken error

	items    []Item
	problems []Problem
}

func newFile(name string, text []byte, info fs.FileInfo, prints *fingerprints) *file {
	f := &file{name: name, lower: strings.ToLower(filepath.ToSlash(name)), text: text, info: info, prints: prints}
	if info != nil {
		f.owner = fileOwner(info)
	}
	return f
}

// is reports whether the file's path ends in one of the patterns: names separated by slashes, each with "*" for anything.
func (f *file) is(patterns ...string) bool {
	for _, pattern := range patterns {
		if pathEnds(f.lower, pattern) {
			return true
		}
	}
	return false
}

// pathEnds compares the last names of a path with a pattern. Both are in small letters, with slashes.
func pathEnds(name, pattern string) bool {
	for {
		want, end := path.Base(pattern), path.Base(name)
		if same, err := path.Match(want, end); err != nil || !same {
			return false
		}
		if want == pattern {
			return true
		}
		if end == name {
			return false
		}
		pattern, name = path.Dir(pattern), path.Dir(name)
	}
}

// has reports whether the text contains one of the marks.
func (f *file) has(marks ...string) bool {
	for _, mark := range marks {
		if bytes.Contains(f.text, []byte(mark)) {
			return true
		}
	}
	return false
}

// trees gives the file as documents: JSON, YAML or TOML, by its ending, or by how it begins. None when it is neither.
func (f *file) trees() []*doctree.Node {
	if f.parsed {
		return f.docs
	}
	f.parsed = true
	switch path.Ext(f.lower) {
	case ".json", ".jsonc", ".json5", ".code-workspace":
		f.read(doctree.JSON)
	case ".toml":
		f.read(doctree.TOML)
	case ".yaml", ".yml":
		f.docs, f.broken = doctree.YAML(f.text)
	default:
		switch begin := bytes.TrimLeft(f.text, "\ufeff \t\r\n"); {
		case len(begin) > 0 && begin[0] == '{', bytes.HasPrefix(begin, []byte("[{")):
			f.read(doctree.JSON)
		case f.has("[mcp_servers"):
			f.read(doctree.TOML)
		case yamlBegin(begin):
			f.docs, f.broken = doctree.YAML(f.text)
		}
	}
	if f.broken != nil {
		f.docs = nil
	}
	return f.docs
}

func (f *file) read(one func([]byte) (*doctree.Node, error)) {
	var doc *doctree.Node
	doc, f.broken = one(f.text)
	f.docs = []*doctree.Node{doc}
}

// tree gives the first document.
func (f *file) tree() *doctree.Node {
	if docs := f.trees(); len(docs) > 0 {
		return docs[0]
	}
	return nil
}

// yamlBegin recognizes YAML without an ending: a kubeconfig is usually called "config".
func yamlBegin(text []byte) bool {
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		name, _, ok := bytes.Cut(line, []byte(":"))
		return bytes.Equal(line, []byte("---")) || ok && len(name) > 0 && !bytes.ContainsAny(name, " =/")
	}
	return false
}

// lineOf gives the line of a byte offset, from 1. Readers ask for one place after the other, so only what lies between is
// counted.
func (f *file) lineOf(offset int) int {
	if offset < f.counted {
		f.counted, f.lines = 0, 0
	}
	f.lines += bytes.Count(f.text[f.counted:offset], []byte("\n"))
	f.counted = offset
	return 1 + f.lines
}

// lineWith gives the first line that holds a text, for formats whose readers keep no lines; 0 when there is none, and for
// the many places of a file that nobody wrote by hand.
func (f *file) lineWith(text string) int {
	const most = 1000 // each search may read the whole file
	if f.searches++; f.searches > most {
		return 0
	}
	if i := bytes.Index(f.text, []byte(text)); i >= 0 && text != "" {
		return f.lineOf(i)
	}
	return 0
}

// problem reports that the file was recognized and could not be understood.
func (f *file) problem(line int, why string) {
	f.problems = append(f.problems, Problem{File: f.name, Line: max(1, line), Why: why})
}

// brokenDocument reports what trees found wrong.
func (f *file) brokenDocument() {
	if e, ok := errors.AsType[*doctree.Error](f.broken); ok {
		f.problem(e.Line, e.Err.Error())
	}
}

func (f *file) add(item Item) { f.items = append(f.items, item) }

// secret adds a credential whose value stands in the file, unless the value is only a stand-in for one. It fills in what the
// value and the file tell.
func (f *file) secret(c Credential, value string) {
	if stateOf(value) != literal {
		return
	}
	c.Fingerprint = f.prints.of(value)
	describe(&c, value)
	f.credential(c)
}

// credential adds a credential.
func (f *file) credential(c Credential) {
	c.File = f.name
	if f.info != nil {
		c.Modified, c.FileOwner = f.info.ModTime().UTC().Truncate(1e9), f.owner
	}
	if c.Hint == "" && c.Kind != tabard.CredentialCertificate && c.Kind != tabard.CredentialTrust && openToOthers(f.info) {
		c.Hint = "other users of this machine can read the file: chmod 600"
	}
	f.add(&c)
}

func (f *file) identity(i Identity) {
	i.Kind, i.File = KindIdentity, f.name
	f.add(&i)
}
