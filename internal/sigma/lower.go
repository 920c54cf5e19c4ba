package sigma

import (
	"cmp"
	"slices"
	"strings"
)

// lower compiles an expression and gives its node.
func (f *family) lower(e *expr) int32 {
	switch e.kind {
	case exprTest:
		return f.leaf([]*test{e.test})
	case exprNot:
		inner := f.lower(e.args[0])
		return f.inner(exprNot, []int32{inner})
	case exprAnd:
		kids := make([]int32, 0, len(e.args))
		for _, a := range e.args {
			kids = append(kids, f.lower(a))
		}
		return f.inner(exprAnd, kids)
	case exprOr:
	}
	return f.inner(exprOr, f.alternatives(e.args))
}

// alternatives compiles the arguments of an or; texts of one field become one predicate, and so do networks.
func (f *family) alternatives(args []*expr) []int32 {
	type group struct {
		kind  testKind
		field string
		cased bool
	}
	groups := map[group][]*test{}
	for _, a := range args {
		if a.kind == exprTest && a.test.groupable() {
			g := group{a.test.kind, a.test.field, a.test.cased}
			groups[g] = append(groups[g], a.test)
		}
	}
	var kids []int32
	for _, a := range args {
		if a.kind != exprTest || !a.test.groupable() {
			kids = append(kids, f.lower(a))
			continue
		}
		g := group{a.test.kind, a.test.field, a.test.cased}
		if tests := groups[g]; tests != nil {
			groups[g] = nil
			kids = append(kids, f.leaf(tests))
		}
	}
	return kids
}

// leaf compiles tests of one field, sharing the predicate with other rules that ask the same.
func (f *family) leaf(tests []*test) int32 {
	keys := make([]string, len(tests))
	for i, t := range tests {
		keys[i] = t.key()
	}
	key := strings.Join(keys, ";")
	at, ok := f.predAt[key]
	if !ok {
		at = int32(len(f.preds)) //nolint:gosec // bounded by the size of the rules
		f.predAt[key] = at
		p := f.newPredicate(tests)
		p.at, f.preds = at, append(f.preds, p)
	}
	f.nodes = append(f.nodes, node{kind: exprTest, from: at, cost: f.preds[at].cost})
	return int32(len(f.nodes) - 1) //nolint:gosec // bounded by the size of the rules
}

// inner adds a node over others, the cheap ones first.
func (f *family) inner(kind exprKind, kids []int32) int32 {
	slices.SortStableFunc(kids, func(a, b int32) int { return cmp.Compare(f.nodes[a].cost, f.nodes[b].cost) })
	n := node{kind: kind, from: int32(len(f.kids))} //nolint:gosec // bounded by the size of the rules
	for _, k := range kids {
		n.cost += f.nodes[k].cost
	}
	f.kids = append(f.kids, kids...)
	n.to = int32(len(f.kids)) //nolint:gosec // bounded by the size of the rules
	f.nodes = append(f.nodes, n)
	return int32(len(f.nodes) - 1) //nolint:gosec // bounded by the size of the rules
}
