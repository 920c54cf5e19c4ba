package entra

import (
	"flag"
	"testing"

	"tabard.dev/tabard/tabardtest"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestFamilies(t *testing.T) {
	for _, f := range Connector().Families {
		t.Run(f.Name, func(t *testing.T) {
			tabardtest.Family(t, f)
			tabardtest.Golden(t, f, *update)
		})
	}
}

func FuzzAudit(f *testing.F) { tabardtest.FuzzFamily(f, audit()) }

func BenchmarkAudit(b *testing.B) {
	tabardtest.Benchmark(b, audit(), "testdata/entra.audit/graph.jsonl")
}

func FuzzSignin(f *testing.F) { tabardtest.FuzzFamily(f, signin()) }

func BenchmarkSignin(b *testing.B) {
	tabardtest.Benchmark(b, signin(), "testdata/entra.signin/samples.jsonl")
}

func TestActivityNames(t *testing.T) {
	for _, known := range []string{
		"Add user", "add user", "Add owner to application.", "Update application – Certificates and secrets management ",
		"Add member to role in PIM completed (permanent)", "Remove eligible member from role", "Remove permanent direct role assignment",
		"Add EligibleRoleAssignment to RoleDefinition",
	} {
		if !Known(known) {
			t.Errorf("%q is not known to change anything", known)
		}
	}
	for _, unknown := range []string{"", "Update policy", "Get user", "Add member to role canceled (PIM activation)", "Add member to role request denied (PIM activation)", "Update role setting in PIM"} {
		if Known(unknown) {
			t.Errorf("%q is said to change something", unknown)
		}
	}
	if n := testing.AllocsPerRun(100, func() { Known("Update application – Certificates and secrets management ") }); n > 0 {
		t.Errorf("Known allocates %v times", n)
	}
}
