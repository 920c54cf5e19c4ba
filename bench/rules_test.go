package bench

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/bench/plain"
	"tabard.dev/tabard/internal/jsonscan"
	"tabard.dev/tabard/internal/sigma"
)

// cloudTrailRules makes n rules for CloudTrail. Any fifty in a row have the same mix of kinds, in about the shares that public
// rule collections have: most name a service and an operation, some a list of them, some look for parts of texts, few need a
// regular expression. With keywords, one of fifty looks at all strings, which costs one more reading of the record.
func cloudTrailRules(n int, keywords bool) []plain.Rule {
	r := rand.New(rand.NewPCG(7, 7))
	rules := make([]plain.Rule, n)
	for i := range rules {
		source, name := operation(r)
		rule := plain.Rule{Title: fmt.Sprintf("rule %d about %s", i, name)}
		rule.All = []plain.Test{{Field: "eventSource", Values: []string{source}}}
		named := plain.Test{Field: "eventName", Values: []string{name}}
		kind := i % 50
		if name == "AssumeRole" || name == "CreateAccessKey" {
			kind = []int{30, 31, 32, 33, 34, 43}[r.IntN(6)] // what happens all the time needs more to be told
		}
		switch {
		case kind < 22:
			rule.All = append(rule.All, named)
		case kind < 30:
			for range 2 + r.IntN(4) {
				_, another := operation(r)
				named.Values = append(named.Values, another)
			}
			rule.All = append(rule.All, named)
		case kind < 35:
			rule.All = append(rule.All, named, plain.Test{Field: "requestParameters.roleName", How: "contains", Values: []string{"admin" + hex(r, 2), "root" + hex(r, 2)}})
		case kind < 39:
			rule.All = append(rule.All, named)
			rule.Not = []plain.Test{{Field: "userIdentity.arn", How: "contains", Values: []string{"assumed-role/" + pick(r, "ci", "etl", "report", "support")}}}
		case kind < 43:
			rule.All = append(rule.All, plain.Test{Field: "eventName", How: pick(r, "startswith", "endswith", "contains"), Values: []string{name}})
		case kind < 46:
			rule.All = append(rule.All, named, plain.Test{Field: "errorCode", Values: []string{"AccessDenied", "UnauthorizedOperation"}})
		case kind < 48:
			rule.All = []plain.Test{{Field: "userAgent", How: "contains", Values: []string{"tool-" + hex(r, 3), "kit-" + hex(r, 3)}}}
		case kind < 49 || !keywords:
			rule.All = append(rule.All, plain.Test{Field: "requestParameters.policyDocument", How: "re", Values: []string{`"Action":\s*"` + strings.ToLower(name) + `:\*"`}})
		default:
			rule.All = []plain.Test{{Values: []string{"never-" + hex(r, 8)}}}
		}
		rules[i] = rule
	}
	return rules
}

// operation gives a service and one of its operations; one in thirty is one that the made-up records use.
func operation(r *rand.Rand) (source, name string) {
	switch r.IntN(60) {
	case 0:
		return "iam.amazonaws.com", "CreateAccessKey"
	case 1:
		return "sts.amazonaws.com", "AssumeRole"
	}
	verb := pick(r, "Create", "Delete", "Put", "Attach", "Detach", "Update", "Modify", "Disable", "Enable", "Stop", "Start", "Get")
	noun := pick(r, "User", "Role", "AccessKey", "Policy", "RolePolicy", "Trail", "Detector", "Key", "Bucket", "BucketPolicy", "Snapshot", "Image",
		"Instance", "SecurityGroup", "Function", "Secret", "Domain", "Cluster", "LoginProfile", "IdentityProvider", "Rule", "Stack", "Topic", "Queue")
	return pick(r, "iam", "sts", "s3", "ec2", "kms", "lambda", "cloudtrail", "guardduty", "secretsmanager", "eks") + ".amazonaws.com", verb + noun
}

// sigmaRules writes rules as Sigma has them.
func sigmaRules(tb testing.TB, rules []plain.Rule) []sigma.Rule {
	tb.Helper()
	var all []sigma.Rule
	for i, r := range rules {
		var b strings.Builder
		fmt.Fprintf(&b, "title: %s\nid: 00000000-0000-4000-8000-%012d\nlevel: medium\n", r.Title, i)
		b.WriteString("logsource: {product: aws, service: cloudtrail}\ndetection:\n")
		condition := "selection"
		writeTests(&b, "selection", r.All)
		if r.Not != nil {
			condition += " and not filter"
			writeTests(&b, "filter", r.Not)
		}
		fmt.Fprintf(&b, "  condition: %s\n", condition)
		parsed, err := sigma.Parse([]byte(b.String()))
		if err != nil {
			tb.Fatalf("%v in\n%s", err, b.String())
		}
		all = append(all, parsed...)
	}
	return all
}

func writeTests(b *strings.Builder, name string, tests []plain.Test) {
	fmt.Fprintf(b, "  %s:\n", name)
	for _, t := range tests {
		indent := "      "
		switch {
		case t.Field == "":
			indent = "    "
		case t.How != "":
			fmt.Fprintf(b, "    %s|%s:\n", t.Field, t.How)
		default:
			fmt.Fprintf(b, "    %s:\n", t.Field)
		}
		for _, value := range t.Values {
			fmt.Fprintf(b, "%s- '%s'\n", indent, value)
		}
	}
}

// ruleSet is a compiled set of rules with the slots that it reads.
type ruleSet struct {
	matcher *sigma.Matcher
	trie    *jsonscan.Trie
	slots   *tabard.Slots
	hits    []sigma.Hit
}

func newRuleSet(tb testing.TB, rules []plain.Rule) *ruleSet {
	tb.Helper()
	program, err := sigma.Compile(sigmaRules(tb, rules))
	if err != nil {
		tb.Fatal(err)
	}
	paths := program.Paths("aws.cloudtrail")
	trie, err := jsonscan.Compile(paths)
	if err != nil {
		tb.Fatal(err)
	}
	return &ruleSet{
		matcher: program.Matcher(func(string) int { return 0 }), trie: trie, slots: tabard.NewSlots(len(paths), nil),
	}
}

// scan fills the slots.
func (s *ruleSet) scan(tb testing.TB, record []byte) {
	tb.Helper()
	s.slots.Reset()
	if err := s.trie.Scan(record, s.slots); err != nil {
		tb.Fatal(err)
	}
}

// match gives how many rules match the record in the slots.
func (s *ruleSet) match(record []byte) int {
	s.hits = s.matcher.Match("aws.cloudtrail", s.slots, record, s.hits[:0])
	return len(s.hits)
}
