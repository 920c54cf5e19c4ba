package inventory

import (
	"fmt"
	"strconv"

	"go.yaml.in/yaml/v4"
)

// Owners are the lines of an owners file: pattern → team or user. The first line that fits counts.
type Owners struct{ lines []ownerLine }

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

// Len is the number of lines.
func (o *Owners) Len() int {
	if o == nil {
		return 0
	}
	return len(o.lines)
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
