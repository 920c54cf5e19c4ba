package decide

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/cedar-policy/cedar-go/types"
	"github.com/cedar-policy/cedar-go/x/exp/ast"
	"github.com/cedar-policy/cedar-go/x/exp/schema/resolved"
)

// neverThere finds "x has y" where nothing of the kind of x can have a y. Cedar takes that for false, so that a policy with a
// misspelled name would pass whatever it was meant to forbid. (That an attribute is asked for before it is read, where it may
// be absent, is the validator's to see.)
func neverThere(schema *resolved.Schema, policy *ast.Policy) (problems []string) {
	for _, condition := range policy.Conditions {
		ast.Inspect(ast.NewNode(condition.Body), func(n ast.IsNode) bool {
			has, ok := n.(ast.NodeTypeHas)
			if !ok {
				return true
			}
			names := attributes(schema, policy, has.Arg)
			if !slices.Contains(names, string(has.Value)) {
				problems = append(problems, fmt.Sprintf("attribute `%s` is never there, so asking for it passes everything; there are %s", has.Value, strings.Join(names, ", ")))
			}
			return true
		})
	}
	return problems
}

// attributes gives the names that an expression may have: by its kind where that is one of the variables, else all there are.
func attributes(schema *resolved.Schema, policy *ast.Policy, of ast.IsNode) []string {
	kinds := slices.Collect(maps.Keys(schema.Entities))
	if variable, ok := of.(ast.NodeTypeVariable); ok {
		switch variable.Name {
		case "principal":
			kinds = kindsOf(policy.Principal, []types.EntityType{"Identity"})
		case "resource":
			kinds = kindsOf(policy.Resource, []types.EntityType{"Identity", "Credential", "Grant"})
		case "context":
			return []string{"now"}
		}
	}
	var names []string
	for _, kind := range kinds {
		for name := range schema.Entities[kind].Shape {
			names = append(names, string(name))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func kindsOf(scope ast.IsScopeNode, otherwise []types.EntityType) []types.EntityType {
	switch s := scope.(type) {
	case ast.ScopeTypeIs:
		return []types.EntityType{s.Type}
	case ast.ScopeTypeIsIn:
		return []types.EntityType{s.Type}
	case ast.ScopeTypeEq:
		return []types.EntityType{s.Entity.Type}
	}
	return otherwise
}

// named finds the names that messages of the validator put between backquotes.
var named = regexp.MustCompile("`([^`]+)`")

// place finds where in a file a message about a policy points: at the first of the names in it that the policy's text has, else
// at the policy. The validator gives no places.
func place(f Source, line, column int, why string) (int, int) {
	start := 0
	for range line - 1 {
		start += strings.IndexByte(string(f.Text[start:]), '\n') + 1
	}
	start = min(start+max(column-1, 0), len(f.Text))
	body := string(f.Text[start:])
	if end := strings.Index(body, ";\n"); end >= 0 {
		body = body[:end]
	}
	for _, name := range named.FindAllStringSubmatch(why, -1) {
		word := regexp.MustCompile(`(?:\.|has |is |==|in )\s*"?(` + regexp.QuoteMeta(name[1]) + `)\b`)
		if strings.HasSuffix(name[1], `"`) {
			word = regexp.MustCompile(`(` + regexp.QuoteMeta(name[1]) + `)`)
		}
		if at := word.FindStringSubmatchIndex(body); at != nil {
			before := string(f.Text[:start+at[2]])
			return 1 + strings.Count(before, "\n"), len(before) - strings.LastIndexByte(before, '\n')
		}
	}
	return line, column
}
