package decide

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/types"
)

// Requests and policies of the equality test are drawn from a small world, so that scopes meet often.
const (
	worldSize      = 6
	policiesInSet  = 24
	requestsPerSet = 400
)

// TestIndexIsCedar compares the index with plain cedar-go on a million random requests and policy sets: the same decision,
// the same reasons, the same errors. -short draws fewer.
func TestIndexIsCedar(t *testing.T) {
	sets := 2500
	if testing.Short() {
		sets = 100
	}
	for seed := range sets {
		r := rand.New(rand.NewPCG(uint64(seed), 1))
		entities := randomEntities(r)
		s := randomSet(t, r)
		plain := cedar.NewPolicySet()
		for _, p := range s.policies {
			plain.Add(cedar.PolicyID(p.ID), p.compiled)
		}
		for range requestsPerSet {
			request := randomRequest(r)
			got := s.Authorize(entities, request)
			want := plainVerdict(plain, entities, request)
			if got.Allow != want.Allow || !slices.Equal(got.Reasons, want.Reasons) || !slices.Equal(got.Errors, want.Errors) {
				t.Fatalf("seed %d, %v: Authorize = %+v, want %+v as cedar-go says, under\n%s", seed, request, got, want, plain.MarshalCedar())
			}
		}
	}
}

// TestForbidNeverAllows adds a forbid to random sets: no denied request may become an allowed one.
func TestForbidNeverAllows(t *testing.T) {
	for seed := range 200 {
		r := rand.New(rand.NewPCG(uint64(seed), 2))
		entities := randomEntities(r)
		s := randomSet(t, r)
		more := append(slices.Clone(s.policies), randomPolicy(t, r, len(s.policies), "forbid"))
		with := assemble(more)
		for range 100 {
			request := randomRequest(r)
			if !s.Authorize(entities, request).Allow && with.Authorize(entities, request).Allow {
				t.Fatalf("seed %d, %v: denied, and allowed after adding %s", seed, request, more[len(more)-1].Text)
			}
		}
	}
}

func plainVerdict(set *cedar.PolicySet, entities types.EntityGetter, request cedar.Request) Verdict {
	decision, diagnostic := cedar.Authorize(set, entities, request)
	v := Verdict{Allow: bool(decision)}
	for _, reason := range diagnostic.Reasons {
		v.Reasons = append(v.Reasons, string(reason.PolicyID))
	}
	for _, e := range diagnostic.Errors {
		v.Errors = append(v.Errors, PolicyError{string(e.PolicyID), e.Message})
	}
	slices.Sort(v.Reasons)
	slices.SortFunc(v.Errors, func(a, b PolicyError) int { return strings.Compare(a.Policy, b.Policy) })
	return v
}

func uid(kind string, n int) types.EntityUID {
	return types.NewEntityUID(types.EntityType(kind), types.String(fmt.Sprint(n)))
}

func randomEntities(r *rand.Rand) types.EntityMap {
	all := types.EntityMap{}
	for _, kind := range []string{"Identity", "Credential", "Team", "System"} {
		for n := range worldSize {
			var parents []types.EntityUID
			for range r.IntN(3) {
				parents = append(parents, uid([]string{"Team", "System", "Identity"}[r.IntN(3)], r.IntN(worldSize)))
			}
			attributes := cedar.RecordMap{"n": types.Long(r.IntN(4))}
			if r.IntN(2) == 0 {
				attributes["sometimes"] = types.True
			}
			all[uid(kind, n)] = types.Entity{UID: uid(kind, n), Parents: types.NewEntityUIDSet(parents...), Attributes: types.NewRecord(attributes)}
		}
	}
	return all
}

func randomRequest(r *rand.Rand) cedar.Request {
	return cedar.Request{
		Principal: uid([]string{"Identity", "Team", "Stranger"}[r.IntN(3)], r.IntN(worldSize)),
		Action:    uid("Action", r.IntN(3)),
		Resource:  uid([]string{"Credential", "Identity", "System"}[r.IntN(3)], r.IntN(worldSize)),
		Context:   types.NewRecord(cedar.RecordMap{"n": types.Long(r.IntN(4))}),
	}
}

func randomSet(t *testing.T, r *rand.Rand) *Set {
	t.Helper()
	var policies []Policy
	for i := range 1 + r.IntN(policiesInSet) {
		policies = append(policies, randomPolicy(t, r, i, []string{"permit", "permit", "forbid"}[r.IntN(3)]))
	}
	return assemble(policies)
}

func assemble(policies []Policy) *Set {
	c := checker{policies: policies}
	s, _ := c.set() // there are no problems
	return s
}

func randomPolicy(t *testing.T, r *rand.Rand, i int, effect string) Policy {
	t.Helper()
	scope := func(variable string, kinds ...string) string {
		kind := kinds[r.IntN(len(kinds))]
		entity := fmt.Sprintf("%s::%q", kind, fmt.Sprint(r.IntN(worldSize)))
		switch r.IntN(5) {
		case 0:
			return variable + " == " + entity
		case 1:
			return variable + " in " + entity
		case 2:
			return variable + " is " + kind
		case 3:
			return variable + " is " + kind + " in " + entity
		}
		return variable
	}
	action := []string{"action", `action == Action::"0"`, `action == Action::"1"`, `action in [Action::"1", Action::"2"]`}[r.IntN(4)]
	condition := []string{
		"", " when { principal.n == 1 }", " when { resource.n > context.n }", " when { principal.sometimes }", " unless { resource has sometimes }",
	}[r.IntN(5)]
	text := fmt.Sprintf("%s (%s, %s, %s)%s;", effect, scope("principal", "Identity", "Team", "Identity", "System"), action, scope("resource", "Credential", "Identity", "System", "Team"), condition)
	compiled := &cedar.Policy{}
	if err := compiled.UnmarshalCedar([]byte(text)); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return Policy{ID: fmt.Sprintf("p%03d", i), Text: text, compiled: compiled}
}
