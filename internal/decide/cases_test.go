package decide_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"tabard.dev/tabard/internal/decide"
	"tabard.dev/tabard/policies"
)

func TestShippedPolicies(t *testing.T) {
	set, err := decide.Load(policies.Files)
	if err != nil {
		t.Fatal(err)
	}
	results, err := set.RunCases(policies.Files)
	if err != nil {
		t.Fatal(err)
	}
	if len(results) < 2*len(set.Policies()) {
		t.Errorf("%d cases for %d policies, want at least two each", len(results), len(set.Policies()))
	}
	for _, r := range results {
		if !r.Passed {
			t.Errorf("%s: %s (%s): %s", r.File, r.Name, r.Policy, r.Why)
		}
	}
}

func TestCasesFail(t *testing.T) {
	const policy = `@id("p") @reason("because") forbid (principal is Identity, action == Action::"hold", resource) when { principal.superuser };`
	tests := map[string]struct{ cases, want string }{
		"a wrong expectation":   {"cases: [{name: a, policy: p, want: deny, identity: {superuser: false}}]", "got allow, want deny"},
		"a fact there is not":   {"cases: [{name: a, policy: p, want: deny, identity: {superusr: true}}]", "no such fact; there are"},
		"a fact of wrong type":  {"cases: [{name: a, policy: p, want: deny, identity: {superuser: 3}}]", "not of the right type"},
		"a policy there is not": {"cases: [{name: a, policy: q, want: deny}]", `no policy "q"`},
		"no case that allows":   {"cases: [{name: a, policy: p, want: deny, identity: {superuser: true}}]", "no case that wants allow"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			folder := fstest.MapFS{"p.cedar": {Data: []byte(policy)}, "cases.yaml": {Data: []byte(test.cases)}}
			set, err := decide.Load(folder)
			if err != nil {
				t.Fatal(err)
			}
			results, err := set.RunCases(folder)
			if err != nil {
				t.Fatal(err)
			}
			var said []string
			for _, r := range results {
				said = append(said, r.Why)
			}
			if all := strings.Join(said, "; "); !strings.Contains(all, test.want) {
				t.Errorf("RunCases says %q, want %q", all, test.want)
			}
		})
	}
}
