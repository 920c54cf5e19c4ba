package sigma_test

import (
	"testing"

	"tabard.dev/tabard/internal/sigma"
	"tabard.dev/tabard/tabardtest"
)

// sharedRules are SigmaHQ's rules that are handed out with the project.
func sharedRules(tb testing.TB) []sigma.Rule {
	tb.Helper()
	rules, err := sigma.Load(tabardtest.Shared(tb, "sigma_rules"))
	if err != nil {
		tb.Fatal(err)
	}
	if len(rules) < 60 {
		tb.Fatalf("only %d rules in the shared folder", len(rules))
	}
	return rules
}

func TestSharedRulesCompile(t *testing.T) {
	program, err := sigma.Compile(sharedRules(t))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(program.Families()); n < 8 {
		t.Errorf("rules for %d families only: %v", n, program.Families())
	}
}
