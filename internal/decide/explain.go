package decide

import (
	"slices"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/types"
	"github.com/cedar-policy/cedar-go/x/exp/ast"
)

// Explanation says what one policy had to do with a holding.
type Explanation struct {
	Policy  string         `json:"policy"`
	Verdict string         `json:"verdict"` // "forbids", "permits", "does not apply", "could not be evaluated"
	Reason  string         `json:"reason,omitempty"`
	Facts   map[string]any `json:"facts"` // the facts that its conditions read, null where absent
	Why     string         `json:"why,omitempty"`
}

// Explain names every policy whose scope a holding meets, what it said, and the facts it read.
func (s *Set) Explain(h Holding) []Explanation {
	entities, resource := h.entities()
	request := h.request(resource)
	var all []Explanation
	for _, i := range s.candidates(entities, request).found {
		p := &s.policies[i]
		if kinds := kindsOf((*ast.Policy)(p.compiled.AST()).Resource, nil); kinds != nil && kinds[0] != resource.Type {
			continue
		}
		e := Explanation{Policy: p.ID, Verdict: "does not apply", Facts: map[string]any{}}
		_, said := cedar.Authorize(&candidates{set: s, found: []int{i}}, entities, request)
		switch {
		case len(said.Errors) > 0:
			e.Verdict, e.Why = "could not be evaluated", said.Errors[0].Message
		case len(said.Reasons) > 0 && p.Forbids:
			e.Verdict, e.Reason = "forbids", p.Reason
		case len(said.Reasons) > 0:
			e.Verdict, e.Reason = "permits", p.Reason
		}
		for _, name := range p.reads() {
			e.Facts[name] = fact(entities, request, name)
		}
		all = append(all, e)
	}
	return all
}

// reads gives the facts that the conditions of a policy name, as "principal.kind", sorted.
func (p Policy) reads() []string {
	var names []string
	for _, condition := range (*ast.Policy)(p.compiled.AST()).Conditions {
		ast.Inspect(ast.NewNode(condition.Body), func(n ast.IsNode) bool {
			switch access := n.(type) {
			case ast.NodeTypeAccess:
				names = appendFact(names, access.Arg, string(access.Value))
			case ast.NodeTypeHas:
				names = appendFact(names, access.Arg, string(access.Value))
			}
			return true
		})
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func appendFact(names []string, of ast.IsNode, attribute string) []string {
	variable, ok := of.(ast.NodeTypeVariable)
	if !ok {
		return names
	}
	return append(names, string(variable.Name)+"."+attribute)
}

// fact gives the value of a fact as text, nil where it is absent.
func fact(entities types.EntityMap, r types.Request, name string) any {
	of := r.Principal
	attribute := name[len("principal."):]
	if name[0] == 'r' {
		of, attribute = r.Resource, name[len("resource."):]
	} else if name[0] != 'p' {
		return nil
	}
	value, ok := entities[of].Attributes.Get(types.String(attribute))
	if !ok {
		return nil
	}
	return value.String()
}
