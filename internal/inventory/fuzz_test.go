package inventory

import (
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
)

// FuzzParseOwners reads any text as an owners file: it is refused in words, or gives owners that are teams and people.
func FuzzParseOwners(f *testing.F) {
	for _, text := range []string{
		"\"arn:aws:iam::*:role/finance-*\": team:finance\n\"*\": user:a@b.example\n", "a: b", "? [a]\n: b", "&x a: *x", "a: !!binary YQ==", "- a", "{a: {b: c}}", "",
		"a: team:\n", "\"\": x", "a: b\na: c", "a: ~", "a: 1e3", "\xff: x",
	} {
		f.Add([]byte(text), "finance", "arn:aws:iam::1:role/finance-a")
	}
	f.Fuzz(func(t *testing.T, text []byte, system, native string) {
		owners, err := ParseOwners(text)
		again, err2 := ParseOwners(text)
		if (err == nil) != (err2 == nil) || !reflect.DeepEqual(owners, again) {
			t.Fatalf("read twice it is %v, %v and %v, %v", owners, err, again, err2)
		}
		if err != nil {
			if !strings.HasPrefix(err.Error(), "owners: ") {
				t.Errorf("%v does not say what it is about", err)
			}
			return
		}
		for _, line := range owners.lines {
			kind, name, _ := strings.Cut(line.owner, ":")
			if kind != "team" && kind != "user" || name == "" || line.line < 1 {
				t.Errorf("line %d gives the owner %q", line.line, line.owner)
			}
		}
		if claim, ok := owners.claim(system, native, native); ok && (claim.Weight <= 0 || claim.Weight > 1 || claim.Owner == "") {
			t.Errorf("claim %+v", claim)
		}
	})
}

// FuzzParseMarks reads any text as a file of marks, and judges somebody by what was accepted.
func FuzzParseMarks(f *testing.F) {
	whole, err := os.ReadFile("marks.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	for _, text := range []string{
		"", "marks: []", "doubt: 2", "doubt: .nan", "marks: [{user_agent: \"*\", kind: agent, weight: 0.5, source: s}]",
		"marks: [{user_agent: a, name: b, kind: agent, weight: 0.5, source: s}]", "marks: [{action: x, kind: unknown, weight: 0.5, source: s}]",
		"namespaces: [{prefix: \"system:serviceaccount:\", end: \":\", shared: [default], weight: 9}]", "libraries: [\"***\"]", "marks: {a: b}", "unknown: 1",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		marks, err := ParseMarks(text)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "marks: ") {
				t.Errorf("%v does not say what it is about", err)
			}
			return
		}
		state := New(Config{Marks: marks})
		e := &tabard.Event{
			Family: "test.audit", System: "s", Realm: "r", Action: "x", Time: time.Unix(1e9, 0), UserAgent: "claude-code/2 aws-cli/2",
			Actor: tabard.Actor{Realm: "r", ID: "system:serviceaccount:payments:bot", Name: "bot", Type: "ServiceAccount"},
		}
		state.Apply(e)
		for _, row := range state.All().Identities {
			if row.KindConfidence < 0 || row.KindConfidence > 1 || row.OwnerSure < 0 || row.OwnerSure > 1 {
				t.Errorf("judged %s with %v, owned with %v", row.Kind, row.KindConfidence, row.OwnerSure)
			}
		}
	})
}
