package decide

import (
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
)

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

const dayOld = `@id("old-agent-key") @reason("An agent's credential lives for a day") @severity("high") @remedy("rotate") @mode("enforce")
forbid (principal is Identity, action == Action::"hold", resource is Credential)
when { principal.kind == "agent" && resource has age && resource.age > duration("24h") };`

func TestHold(t *testing.T) {
	agent := tabard.Identity{ID: "id_1", Kind: tabard.Judged{Value: tabard.KindAgent, Confidence: 0.9}, State: tabard.StateActive}
	human := agent
	human.Kind.Value = tabard.KindHuman
	tests := map[string]struct {
		identity tabard.Identity
		created  time.Time
		want     []string
	}{
		"older than a day":       {agent, noon.Add(-25 * time.Hour), []string{"old-agent-key"}},
		"younger than a day":     {agent, noon.Add(-23 * time.Hour), nil},
		"a human's":              {human, noon.Add(-25 * time.Hour), nil},
		"of an age nobody knows": {agent, time.Time{}, nil},
		"from a fast clock":      {agent, noon.Add(time.Hour), nil},
	}
	set, err := Compile(Source{"day.cedar", []byte(dayOld)})
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			decisions, failed := set.Hold(Holding{
				Now: noon, System: System{Name: "pg"}, Identity: test.identity,
				Credential: &tabard.Credential{ID: "cr_1", Kind: tabard.CredentialKey, State: tabard.StateActive, Created: test.created},
			})
			var got []string
			for _, d := range decisions {
				got = append(got, d.Policy)
				if d.Remedy != tabard.RemedyRotate || d.Mode != tabard.ModeEnforce || d.Severity != tabard.High || d.Time != noon || d.Subject != "cr_1" {
					t.Errorf("decision = %+v, want what the annotations say", d)
				}
			}
			if strings.Join(got, ",") != strings.Join(test.want, ",") || len(failed) > 0 {
				t.Errorf("Hold forbids by %v (errors %v), want %v", got, failed, test.want)
			}
		})
	}
}

func TestCompileRefuses(t *testing.T) {
	const head = `@id("x") @reason("because") `
	tests := map[string]struct{ policy, want string }{
		"a typing error":        {`@id("x") permit (principal, action, resorce);`, "p.cedar:1:44"},
		"an unknown annotation": {`@id("x") @remdy("rotate") permit (principal, action, resource);`, "no annotation @remdy"},
		"an unknown remedy":     {head + `@remedy("delete") forbid (principal, action, resource);`, `@remedy("delete") is not one of`},
		"no id":                 {`permit (principal, action, resource);`, "no @id"},
		"no reason":             {`@id("x") forbid (principal, action, resource);`, "no @reason"},
		"an unknown attribute":  {head + `forbid (principal is Identity, action == Action::"hold", resource) when { principal.knd == "agent" };`, "p.cedar:1:113"},
		"a policy that absence passes, in unless": {
			head + "forbid (principal is Identity, action == Action::\"hold\", resource)\nunless { principal.owner == \"x\" };", "p.cedar:2:20: unable to guarantee safety of access to optional attribute `owner`",
		},
		"a policy that absence passes, behind or": {
			head + `forbid (principal is Identity, action == Action::"hold", resource) when { principal has owner || principal.owner == "x" };`, "`owner`",
		},
		"asking for what is never there": {
			head + "forbid (principal is Identity, action == Action::\"hold\", resource is Credential)\n\twhen { resource has idel && resource.idel > duration(\"90d\") };",
			"\n\t\twhen { resource has idel && resource.idel > duration(\"90d\") };\n\t\t                    ^",
		},
		"asking for what another kind has": {
			head + `forbid (principal is Identity, action == Action::"hold", resource is Credential) when { resource has permission };`, "is never there",
		},
		"an unknown kind": {head + `forbid (principal is Identity, action == Action::"hold", resource is Credental);`, "p.cedar:1:98: unrecognized"},
		"reading what may be absent": {
			head + `forbid (principal is Identity, action == Action::"hold", resource is Credential) when { resource.age > duration("1h") };`, "age",
		},
		"comparing unlike things": {head + `forbid (principal is Identity, action == Action::"hold", resource) when { principal.kind > 3 };`, "kind"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := Compile(Source{"p.cedar", []byte(test.policy)})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("Compile(%s) = %v, want an error with %q", test.policy, err, test.want)
			}
		})
	}
}
