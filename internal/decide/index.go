package decide

import (
	"iter"
	"slices"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/types"
	"github.com/cedar-policy/cedar-go/x/exp/ast"
)

// index finds the policies whose scope a request can meet. A policy stands in exactly one place of it: under one entity or
// type that its scope names, or among the unscoped ones, which are candidates for every request. The rest of the scope is
// left to Cedar, so the index can only find too many, never too few.
type index struct {
	byAction map[types.EntityUID]*scopes // policies whose action scope is that one action
	others   scopes                      // policies for any action, groups or sets of actions
}

// scopes are the policies of one action, by what else their scope asks.
type scopes struct {
	principal, resource         map[types.EntityUID][]int // "==" and "in": the entity, or an ancestor of it
	principalType, resourceType map[types.EntityType][]int
	unscoped                    []int
}

func newScopes() scopes {
	return scopes{
		principal: map[types.EntityUID][]int{}, resource: map[types.EntityUID][]int{},
		principalType: map[types.EntityType][]int{}, resourceType: map[types.EntityType][]int{},
	}
}

func newIndex(policies []Policy) index {
	ix := index{byAction: map[types.EntityUID]*scopes{}, others: newScopes()}
	for i, p := range policies {
		tree := (*ast.Policy)(p.compiled.AST())
		in := &ix.others
		if action, ok := tree.Action.(ast.ScopeTypeEq); ok {
			if ix.byAction[action.Entity] == nil {
				made := newScopes()
				ix.byAction[action.Entity] = &made
			}
			in = ix.byAction[action.Entity]
		}
		in.add(i, tree)
	}
	return ix
}

// add puts a policy where the fewest requests will look: under an entity before under a type.
func (s *scopes) add(i int, tree *ast.Policy) {
	if entity, ok := scopeEntity(tree.Principal); ok {
		s.principal[entity] = append(s.principal[entity], i)
		return
	}
	if entity, ok := scopeEntity(tree.Resource); ok {
		s.resource[entity] = append(s.resource[entity], i)
		return
	}
	if is, ok := tree.Principal.(ast.ScopeTypeIs); ok {
		s.principalType[is.Type] = append(s.principalType[is.Type], i)
		return
	}
	if is, ok := tree.Resource.(ast.ScopeTypeIs); ok {
		s.resourceType[is.Type] = append(s.resourceType[is.Type], i)
		return
	}
	s.unscoped = append(s.unscoped, i)
}

// scopeEntity gives the entity that a scope asks a principal or resource to be, or to be in.
func scopeEntity(scope ast.IsScopeNode) (types.EntityUID, bool) {
	switch s := scope.(type) {
	case ast.ScopeTypeEq:
		return s.Entity, true
	case ast.ScopeTypeIn:
		return s.Entity, true
	case ast.ScopeTypeIsIn:
		return s.Entity, true
	}
	return types.EntityUID{}, false
}

// candidates gives the policies that a request can meet, by id, in the order of ids.
func (s *Set) candidates(entities types.EntityGetter, r cedar.Request) *candidates {
	c := &candidates{set: s}
	var few [16]types.EntityUID // of the principal and then of the resource; more are rare
	all := withAncestors(few[:0], entities, r.Principal, nil)
	principals := all
	resources := withAncestors(all[len(all):], entities, r.Resource, principals)
	c.found = c.few[:0]
	for _, in := range []*scopes{s.index.byAction[r.Action], &s.index.others} {
		if in == nil {
			continue
		}
		c.found = append(c.found, in.unscoped...)
		c.found = append(c.found, in.principalType[r.Principal.Type]...)
		c.found = append(c.found, in.resourceType[r.Resource.Type]...)
		if len(in.principal) > 0 {
			for i := range principals {
				c.found = append(c.found, in.principal[principals[i]]...)
			}
		}
		if len(in.resource) > 0 {
			for i := range resources {
				c.found = append(c.found, in.resource[resources[i]]...)
			}
		}
	}
	slices.Sort(c.found)
	return c
}

// withAncestors adds an entity and all it is in, at any depth. Those of one entity are known: a resource is mostly in its
// principal.
func withAncestors(all []types.EntityUID, entities types.EntityGetter, of types.EntityUID, known []types.EntityUID) []types.EntityUID {
	all = append(all, of)
	if entities == nil {
		return all
	}
	for i := 0; i < len(all); i++ {
		if len(known) > 0 && all[i] == known[0] {
			for _, other := range known[1:] {
				if !slices.Contains(all, other) {
					all = append(all, other)
				}
			}
			continue
		}
		entity, ok := entities.Get(all[i])
		if !ok {
			continue
		}
		for parent := range entity.Parents.All() {
			if !slices.Contains(all, parent) {
				all = append(all, parent)
			}
		}
	}
	return all
}

// candidates implements [cedar.PolicyIterator].
type candidates struct {
	set   *Set
	found []int
	few   [16]int // room for found
}

// All implements [cedar.PolicyIterator].
func (c *candidates) All() iter.Seq2[cedar.PolicyID, *cedar.Policy] {
	return func(yield func(cedar.PolicyID, *cedar.Policy) bool) {
		for _, i := range c.found {
			p := &c.set.policies[i]
			if !yield(cedar.PolicyID(p.ID), p.compiled) {
				return
			}
		}
	}
}
