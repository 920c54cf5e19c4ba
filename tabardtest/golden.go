package tabardtest

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
)

// Golden compares the events of a family's samples with testdata/FAMILY/events.golden, field by field in words, and writes
// that file anew when update is set. A change of what a family reads is so reviewed as a diff.
func Golden(t *testing.T, f tabard.Family, update bool) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", f.Name, "*.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, file := range files {
		if strings.HasSuffix(file, ".refused.jsonl") {
			continue
		}
		for i, record := range Lines(t, file) {
			for _, inner := range unwrap(f, record) {
				fmt.Fprintf(&b, "== %s:%d\n", filepath.Base(file), i+1)
				if e, err := Decode(t, f, inner); err != nil {
					fmt.Fprintf(&b, "refused: %v\n", err)
				} else {
					b.WriteString(Describe(e))
				}
			}
		}
	}
	golden := filepath.Join("testdata", f.Name, "events.golden")
	if update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatalf("%v; run the test with -update and review the file", err)
	}
	got, wanted := strings.Split(b.String(), "\n"), strings.Split(string(want), "\n")
	where := ""
	for i, line := range got {
		if strings.HasPrefix(line, "== ") {
			where = line[3:]
		}
		if i >= len(wanted) || line != wanted[i] {
			expected := "nothing"
			if i < len(wanted) {
				expected = wanted[i]
			}
			t.Fatalf("%s: got  %s\n\twant %s\n\t(events.golden:%d; -update writes it anew)", where, line, expected, i+1)
		}
	}
	if len(wanted) > len(got) {
		t.Fatalf("events.golden has more: %s", wanted[len(got)])
	}
}

// Describe says an event in lines of words, leaving out what it does not say.
func Describe(e *tabard.Event) string {
	var b strings.Builder
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %-10s %s\n", name, value)
		}
	}
	line("time", when(e.Time))
	line("event", e.Event)
	line("realm", e.Realm)
	line("action", e.Action)
	line("outcome", strings.TrimSpace(fmt.Sprintf("%s %s", e.Outcome, e.Error)))
	line("message", e.Message)
	line("actor", someone(e.Actor))
	for _, a := range e.Via {
		line("via", someone(a))
	}
	line("session", session(e.Session))
	line("credential", proof(e.Credential))
	for _, target := range e.Targets {
		line("target", strings.TrimSpace(target.Type+" "+target.ID+" "+target.Name))
	}
	line("source", e.Source)
	line("user agent", e.UserAgent)
	line("origin", e.Origin)
	for _, name := range slices.Sorted(maps.Keys(e.Labels)) {
		line("label", name+"="+e.Labels[name])
	}
	for _, name := range slices.Sorted(maps.Keys(e.Details)) {
		line("detail", name+"="+e.Details[name])
	}
	for _, c := range e.Changes {
		words := []string{string(c.Verb), string(c.Object)}
		add := func(name, value string) {
			if value != "" {
				words = append(words, name+value)
			}
		}
		add("of ", someone(c.Identity))
		add("credential ", proof(c.Credential))
		add("permission=", c.Grant.Permission)
		add("on=", c.Grant.Resource)
		add("via=", c.Grant.Via)
		for _, flag := range []struct {
			set  bool
			word string
		}{{c.Grant.Admin, "ADMIN"}, {c.Grant.Public, "PUBLIC"}, {c.Hint, "(announced)"}} {
			if flag.set {
				words = append(words, flag.word)
			}
		}
		line("change", strings.Join(words, " "))
	}
	return b.String()
}

func when(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

func someone(a tabard.Actor) string {
	if a.IsZero() && a.Name == "" {
		return ""
	}
	words := []string{a.ID}
	if a.Name != a.ID {
		words = append(words, "“"+a.Name+"”")
	}
	if kind := strings.Trim(a.Type+", "+string(a.Kind), ", "); kind != "" {
		words = append(words, "("+kind+")")
	}
	return strings.Join(words, " ")
}

func session(s tabard.Session) string {
	words := []string{s.ID, when(s.Started)}
	if s.MFA != nil {
		words = append(words, fmt.Sprintf("mfa=%v", *s.MFA))
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

func proof(c tabard.CredentialRef) string {
	words := []string{string(c.Kind), c.ID}
	add := func(name, value string) {
		if value != "" {
			words = append(words, name+value)
		}
	}
	add("fingerprint=", c.Fingerprint)
	add("created=", when(c.Created))
	add("expires=", when(c.Expires))
	if c.Session {
		words = append(words, "session")
	}
	if c.NeverEnds {
		words = append(words, "never-expires")
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}
