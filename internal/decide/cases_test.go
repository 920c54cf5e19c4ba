package decide_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"tabard.dev/tabard"
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

func TestExplain(t *testing.T) {
	set, err := decide.Compile(decide.Source{Name: "p.cedar", Text: []byte(`
@id("a-permit") permit (principal is Identity, action == Action::"hold", resource) when { principal has owner };
@id("b-forbid") @reason("too old") forbid (principal is Identity, action == Action::"hold", resource is Credential) when { resource has age && resource.age > duration("1h") };
@id("c-other") @reason("r") forbid (principal is Identity, action == Action::"hold", resource is Grant);
@id("d-quiet") @reason("r") forbid (principal is Identity, action == Action::"hold", resource is Credential) when { principal.kind == "human" };`)})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	got := set.Explain(decide.Holding{
		Now: now, Identity: tabard.Identity{ID: "id_1", Kind: tabard.Judged{Value: tabard.KindAgent}, Owner: &tabard.Owner{ID: "team:a", Confidence: 1}},
		Credential: &tabard.Credential{ID: "cr_1", Created: now.Add(-2 * time.Hour)},
	})
	want := []decide.Explanation{
		{Policy: "a-permit", Verdict: "permits", Facts: map[string]any{"principal.owner": "team:a"}},
		{Policy: "b-forbid", Verdict: "forbids", Reason: "too old", Facts: map[string]any{"resource.age": "2h"}},
		{Policy: "d-quiet", Verdict: "does not apply", Facts: map[string]any{"principal.kind": "agent"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Explain (-want +got):\n%s", diff)
	}
}
