package inventory

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Owners are the lines of an owners file: pattern → team or user. The first line that fits counts.
type Owners struct {
	lines []ownerLine
	code  map[string]claim // by repository, such as "acme/erp"
}

type ownerLine struct {
	pattern, owner string
	line           int
}

// ParseOwners reads an owners file:
//
//	"arn:aws:iam::*:role/finance-*": team:finance
//	"k8s-prod/system:serviceaccount:payments:*": payments   # a bare name is a team
//
// A pattern is compared to the native id, to the name, and to SYSTEM/NATIVE-ID; "*" stands for any text, and case counts.
func ParseOwners(text []byte) (*Owners, error) {
	var doc yaml.Node
	if err := yaml.Load(text, &doc); err != nil {
		return nil, fmt.Errorf("owners: %w", err)
	}
	owners := &Owners{}
	if len(doc.Content) == 0 {
		return owners, nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		return nil, fmt.Errorf("owners: line %d: want lines of the form \"pattern: team\"", root.Line)
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		pattern, owner := root.Content[i], root.Content[i+1]
		id := ownerID("", owner.Value)
		if pattern.Kind != yaml.ScalarNode || owner.Kind != yaml.ScalarNode || pattern.Value == "" || id == "" {
			return nil, fmt.Errorf("owners: line %d: want \"pattern: team:NAME\" or \"pattern: user:NAME\"", pattern.Line)
		}
		owners.lines = append(owners.lines, ownerLine{pattern.Value, id, pattern.Line})
	}
	return owners, nil
}

// Len is the number of lines and repositories.
func (o *Owners) Len() int {
	if o == nil {
		return 0
	}
	return len(o.lines) + len(o.code)
}

// AddCodeOwners takes the CODEOWNERS file of a repository, such as "acme/erp". What its pipelines make belongs to whom the file
// names for everything, or else first: an audit record tells the repository, not the path. The format is
// https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
func (o *Owners) AddCodeOwners(repository string, text []byte) {
	all, first := "", ""
	for line := range strings.Lines(string(text)) {
		words := strings.Fields(strings.SplitN(line, "#", 2)[0])
		if len(words) < 2 {
			continue
		}
		owner := codeOwnerID(words[1])
		if words[0] == "*" {
			all = owner
		}
		first = cmp.Or(first, owner)
	}
	if owner := cmp.Or(all, first); owner != "" {
		if o.code == nil {
			o.code = map[string]claim{}
		}
		o.code[strings.ToLower(repository)] = claim{
			Owner: owner, What: "made by a pipeline of " + repository, Weight: weightCodeOwners, Source: "CODEOWNERS of " + repository,
		}
	}
}

// codeOwnerID makes an owner's id: "@acme/payments" is a team, "@alice" and an address are persons.
func codeOwnerID(text string) string {
	name, handle := strings.CutPrefix(text, "@")
	if _, team, ok := strings.Cut(name, "/"); handle && ok {
		return ownerID("team:", team)
	}
	return ownerID("user:", name)
}

// codeOwner gives the claim on what was made from a place such as "https://github.com/acme/erp@3f1c0d2" or "repo:acme/erp:ref:…".
func (o *Owners) codeOwner(origin string) (claim, bool) {
	if o == nil || len(o.code) == 0 || origin == "" {
		return claim{}, false
	}
	origin = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(origin), "https://"), "repo:"), "github.com/")
	parts := strings.FieldsFunc(origin, func(r rune) bool { return strings.ContainsRune("/:@#?", r) })
	if len(parts) < 2 {
		return claim{}, false
	}
	c, ok := o.code[parts[0]+"/"+parts[1]]
	return c, ok
}

// claim gives what the file says of an identity.
func (o *Owners) claim(system, native, name string) (claim, bool) {
	if o == nil {
		return claim{}, false
	}
	for _, l := range o.lines {
		if glob(l.pattern, native) || glob(l.pattern, name) || glob(l.pattern, system+"/"+native) {
			return claim{Owner: l.owner, What: "owners file: " + l.pattern, Weight: weightFile, Source: "owners.yaml line " + strconv.Itoa(l.line)}, true
		}
	}
	return claim{}, false
}
