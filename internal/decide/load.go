package decide

import (
	_ "embed" // for the schema
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/x/exp/ast"
	"github.com/cedar-policy/cedar-go/x/exp/schema"
	"github.com/cedar-policy/cedar-go/x/exp/schema/resolved"
	"github.com/cedar-policy/cedar-go/x/exp/schema/validate"

	"tabard.dev/tabard"
)

//go:embed schema.cedarschema
var schemaText string

// SourceError is what is wrong with a policy, and where.
type SourceError struct {
	File         string `json:"file"`
	Line, Column int
	Policy       string `json:"policy,omitempty"`
	Why          string `json:"why"`
	Source       string `json:"source,omitempty"` // the line
}

// Error shows the line with a caret under the place.
func (p SourceError) Error() string {
	head := fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Why)
	if p.Source == "" {
		return head
	}
	indent := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, p.Source[:min(max(p.Column-1, 0), len(p.Source))])
	return head + "\n\t" + p.Source + "\n\t" + indent + "^"
}

// PolicyErrors are all that is wrong with a set of policies.
type PolicyErrors []SourceError

func (p PolicyErrors) Error() string {
	all := make([]string, len(p))
	for i := range p {
		all[i] = p[i].Error()
	}
	return strings.Join(all, "\n")
}

// Load reads the *.cedar files under a folder, recursively. A set with any problem is refused as a whole, so that a bad one
// never takes the place of a good one; the error is then a [PolicyErrors] that names them all.
func Load(folder fs.FS) (*Set, error) {
	var files []Source
	err := fs.WalkDir(folder, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".cedar") {
			return err
		}
		text, err := fs.ReadFile(folder, path)
		files = append(files, Source{Name: path, Text: text})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read policies: %w", err)
	}
	return Compile(files...)
}

// Source is the text of one policy file.
type Source struct {
	Name string
	Text []byte
}

// Compile checks policies against the schema and compiles them. The error is a [PolicyErrors].
func Compile(files ...Source) (*Set, error) {
	checker, err := newChecker()
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		checker.file(file)
	}
	return checker.set()
}

// checker collects the policies of a set and what is wrong with them.
type checker struct {
	schema    *resolved.Schema
	validator *validate.Validator
	policies  []Policy
	seen      map[string]string // id to file
	problems  PolicyErrors
}

func newChecker() (*checker, error) {
	var s schema.Schema
	if err := s.UnmarshalCedar([]byte(schemaText)); err != nil {
		return nil, fmt.Errorf("policy schema: %w", err)
	}
	full, err := s.Resolve()
	if err != nil {
		return nil, fmt.Errorf("policy schema: %w", err)
	}
	return &checker{schema: full, validator: validate.New(full, validate.WithStrict()), seen: map[string]string{}}, nil
}

// position finds "line 3, column 7" and ":3:7:" in the messages of the Cedar parser.
var position = regexp.MustCompile(`(?::|line |at )(\d+)(?::|,? column )(\d+):?\s*`)

func (c *checker) file(f Source) {
	list, err := cedar.NewPolicyListFromBytes(f.Name, f.Text)
	if err != nil {
		p := SourceError{File: f.Name, Line: 1, Column: 1, Why: err.Error()}
		if at := position.FindStringSubmatchIndex(p.Why); at != nil {
			p.Line, _ = strconv.Atoi(p.Why[at[2]:at[3]])
			p.Column, _ = strconv.Atoi(p.Why[at[4]:at[5]])
			p.Why = strings.TrimSpace(p.Why[:at[0]] + p.Why[at[1]:])
		}
		c.add(f, p)
		return
	}
	for _, compiled := range list {
		c.policy(f, compiled)
	}
}

func (c *checker) add(f Source, p SourceError) {
	lines := strings.Split(string(f.Text), "\n")
	if p.Line >= 1 && p.Line <= len(lines) {
		p.Source = lines[p.Line-1]
	}
	c.problems = append(c.problems, p)
}

func (c *checker) policy(f Source, compiled *cedar.Policy) {
	at := compiled.Position()
	p := Policy{
		File: f.Name, Line: at.Line, compiled: compiled, Text: string(compiled.MarshalCedar()),
		Forbids: compiled.Effect() == cedar.Forbid, Severity: tabard.Medium, Remedy: tabard.RemedyNotify, Mode: tabard.ModePropose,
	}
	wrong := func(format string, args ...any) {
		c.add(f, SourceError{File: f.Name, Line: at.Line, Column: at.Column, Policy: p.ID, Why: fmt.Sprintf(format, args...)})
	}
	if err := p.annotate(compiled.Annotations()); err != nil {
		wrong("%v", err)
		return
	}
	if other, twice := c.seen[p.ID]; twice {
		wrong("@id(%q) is in %s too", p.ID, other)
		return
	}
	c.seen[p.ID] = f.Name
	found := neverThere(c.schema, (*ast.Policy)(compiled.AST()))
	if err := c.validator.Policy(p.ID, (*ast.Policy)(compiled.AST())); err != nil {
		for _, one := range flatten(err) {
			found = append(found, strings.TrimPrefix(one.Error(), "for policy `"+p.ID+"`, "))
		}
	}
	for _, why := range found {
		line, column := place(f, at.Line, at.Column, why)
		c.add(f, SourceError{File: f.Name, Line: line, Column: column, Policy: p.ID, Why: why})
	}
	if len(found) > 0 {
		return
	}
	c.policies = append(c.policies, p)
}

// flatten gives the errors that one error joins.
func flatten(err error) []error {
	var joined interface{ Unwrap() []error }
	if errors.As(err, &joined) {
		return joined.Unwrap()
	}
	return []error{err}
}

func (c *checker) set() (*Set, error) {
	if len(c.problems) > 0 {
		return nil, c.problems
	}
	slices.SortFunc(c.policies, func(a, b Policy) int { return strings.Compare(a.ID, b.ID) })
	s := &Set{policies: c.policies, byID: make(map[string]int, len(c.policies)), index: newIndex(c.policies)}
	for i, p := range s.policies {
		s.byID[p.ID] = i
	}
	return s, nil
}
