package bench

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/types"

	"tabard.dev/tabard/internal/decide"
)

// A large organization's policies: two that hold for everybody, and the rest one for each team or system. Each
// request meets the two and those of its own team and system.
const (
	everybodys = `@id("general-%d") @reason("made up") forbid (principal is Identity, action == Action::"hold", resource is Credential)
when { principal.kind == "agent" && resource has idle && resource.idle > duration("%dd") };`
	ofOne = `@id("special-%d") @reason("made up") forbid (%s, action == Action::"hold", %s)
when { principal.kind != "human" && resource.neverExpires && principal.risk > %d };`
)

func policyTexts(n int) string {
	var b strings.Builder
	for i := range n {
		if i < 2 {
			fmt.Fprintf(&b, everybodys+"\n", i, 30+i)
			continue
		}
		principal, resource := fmt.Sprintf(`principal is Identity in Team::"team:%d"`, i), "resource is Credential"
		if i%2 == 0 {
			principal, resource = "principal is Identity", fmt.Sprintf(`resource is Credential in System::"system-%d"`, i)
		}
		fmt.Fprintf(&b, ofOne+"\n", i, principal, resource, i%90)
	}
	return b.String()
}

// question is one request with the entities that it needs.
type question struct {
	entities types.EntityMap
	request  cedar.Request
}

// questions are about identities of the teams and systems that the first policies are about, so that sets of all sizes have
// something to say about them.
func questions() []question {
	r := rand.New(rand.NewPCG(3, 3))
	all := make([]question, 256)
	for i := range all {
		system, team := types.NewEntityUID("System", types.String(fmt.Sprintf("system-%d", 2*r.IntN(5)))), types.NewEntityUID("Team", types.String(fmt.Sprintf("team:%d", 1+2*r.IntN(5))))
		identity, credential := types.NewEntityUID("Identity", types.String(fmt.Sprintf("id_%d", i))), types.NewEntityUID("Credential", types.String(fmt.Sprintf("cr_%d", i)))
		all[i].entities = types.EntityMap{
			system: {UID: system}, team: {UID: team},
			identity: {UID: identity, Parents: types.NewEntityUIDSet(system, team), Attributes: types.NewRecord(cedar.RecordMap{
				"kind": types.String([]string{"agent", "service", "human"}[r.IntN(3)]), "risk": types.Long(r.IntN(100)),
			})},
			credential: {UID: credential, Parents: types.NewEntityUIDSet(identity, system), Attributes: types.NewRecord(cedar.RecordMap{
				"neverExpires": types.Boolean(r.IntN(2) == 0), "idle": types.NewDuration(time.Duration(r.IntN(60*24)) * time.Hour),
			})},
		}
		all[i].request = cedar.Request{Principal: identity, Action: types.NewEntityUID("Action", "hold"), Resource: credential}
	}
	return all
}

func indexed(tb testing.TB, n int) *decide.Set {
	tb.Helper()
	set, err := decide.Compile(decide.Source{Name: "made-up.cedar", Text: []byte(policyTexts(n))})
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

// plainPolicies is the same set as cedar-go itself keeps it.
func plainPolicies(tb testing.TB, n int) *cedar.PolicySet {
	tb.Helper()
	list, err := cedar.NewPolicyListFromBytes("made-up.cedar", []byte(policyTexts(n)))
	if err != nil {
		tb.Fatal(err)
	}
	set := cedar.NewPolicySet()
	for _, p := range list {
		set.Add(cedar.PolicyID(p.Annotations()["id"]), p)
	}
	return set
}

// TestThousandPoliciesAreFast holds the index to 0.65 of the speed of ten policies, and to 200 times plain cedar-go, in one run.
// It also holds it to the same answers.
func TestThousandPoliciesAreFast(t *testing.T) {
	all := questions()
	ten, thousand, plain := indexed(t, 10), indexed(t, 1000), plainPolicies(t, 1000)
	denied := 0
	for i := range all {
		got := thousand.Authorize(all[i].entities, all[i].request)
		_, want := cedar.Authorize(plain, all[i].entities, all[i].request)
		var reasons []string
		for _, r := range want.Reasons {
			reasons = append(reasons, string(r.PolicyID))
		}
		if slices.Sort(reasons); !slices.Equal(got.Reasons, reasons) || len(got.Errors)+len(want.Errors) > 0 {
			t.Fatalf("question %d: the index says %v, cedar-go %v", i, got.Reasons, reasons)
		}
		denied += min(len(reasons), 1)
	}
	if denied < len(all)/10 || denied > 9*len(all)/10 {
		t.Errorf("%d of %d are denied: the questions say little", denied, len(all))
	}
	if testing.Short() {
		t.Skip("speed is not measured in short runs")
	}
	best := map[string]time.Duration{}
	for range 24 {
		for name, set := range map[string]*decide.Set{"10": ten, "1000": thousand} {
			took := spend(func() {
				for range 4 {
					for i := range all {
						set.Authorize(all[i].entities, all[i].request)
					}
				}
			}).wall / 4
			if old, ok := best[name]; !ok || took < old {
				best[name] = took
			}
		}
		took := spend(func() {
			for i := range all[:32] {
				cedar.Authorize(plain, all[i].entities, all[i].request)
			}
		}).wall * 8
		if old, ok := best["plain"]; !ok || took < old {
			best["plain"] = took
		}
	}
	toTen, toPlain := float64(best["10"])/float64(best["1000"]), float64(best["plain"])/float64(best["1000"])
	t.Logf("1,000 policies: %.2f of the speed of 10, %.0f times plain cedar-go", toTen, toPlain)
	if toTen < 0.65 || toPlain < 200 {
		t.Errorf("1,000 policies: %.2f of the speed of 10 and %.0f times plain cedar-go, want 0.65 and 200", toTen, toPlain)
	}
}

func BenchmarkPolicies(b *testing.B) {
	all := questions()
	for _, n := range []int{10, 100, 1000, 10_000} {
		set := indexed(b, n)
		b.Run(fmt.Sprintf("index/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				q := &all[i%len(all)]
				set.Authorize(q.entities, q.request)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "decisions/s")
		})
		if n > 1000 {
			continue
		}
		plain := plainPolicies(b, n)
		b.Run(fmt.Sprintf("cedar-go/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				q := &all[i%len(all)]
				cedar.Authorize(plain, q.entities, q.request)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "decisions/s")
		})
	}
}
