package normalize_test

import (
	"strings"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/normalize"
)

// secretive is a family with a secret at a path that no name tells.
func secretive(t *testing.T) *normalize.Decoder {
	t.Helper()
	set, err := normalize.New([]tabard.Family{{
		Name: "test.audit", Title: "Test", Paths: []string{"action"}, Marks: [][]string{{"action"}},
		Secrets:   []tabard.SecretPath{{Path: "made.value", Kind: "key"}},
		Normalize: func(*tabard.Slots, *tabard.Event) error { return nil },
	}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return set.Decoder(normalize.NewRedactor(nil))
}

func TestConceal(t *testing.T) {
	d := secretive(t)
	for name, test := range map[string]struct{ family, text, want string }{
		"a whole record":    {"test.audit", `{"action":"a","made":{"value":"s3cret","id":7}}`, `{"action":"a","made":{"value":"[redacted:key]","id":7}}`},
		"cut in the secret": {"test.audit", `{"action":"a","made":{"value":"s3cr`, `{"action":"[hidden]","made":{"[hidden]"…`},
		"cut behind it":     {"test.audit", `{"made":{"value":"s3cret","id":`, `{"made":{"value":"[hidden]","[hidden]"…`},
		"rubbish behind":    {"test.audit", `{"made":{"value":"s3cret"}} "s3cret"`, `{"made":{"value":"[hidden]"}}…`},
		"a name twice":      {"test.audit", `{"a":1,"a":2,"made":{"value":"s3cret"}}`, `{"a":1,"a":2,"made":{"value":"[hidden]"}}`},
		"no JSON":           {"test.audit", `password=s3cret and more`, `password=[redacted:named] and more`},
		"no known family":   {"", `{"x":"kept","password":"s3cret"}`, `{"x":"kept","password":"[redacted:named]"}`},
		"nothing":           {"test.audit", "", ""},
	} {
		if got := string(d.Conceal(test.family, []byte(test.text))); got != test.want {
			t.Errorf("%s: Conceal(%s) = %s, want %s", name, test.text, got, test.want)
		}
	}
}

// FuzzConceal cuts a record with a secret anywhere and puts anything behind: of the secret nothing is left.
func FuzzConceal(f *testing.F) {
	f.Add(20, "")
	f.Add(40, `"}`)
	f.Add(60, "\x00{[")
	f.Fuzz(func(t *testing.T, cut int, rest string) {
		const record = `{"action":"a","made":{"id":[1,{"x":null}],"value":"s3cret-s3cret"},"note":"n\"n"}`
		if cut < 0 || cut > len(record) || strings.Contains(rest, "s3c") || strings.Contains(rest, "cret") || strings.ContainsAny(rest, `":`) {
			return
		}
		if got := string(secretive(t).Conceal("test.audit", []byte(record[:cut]+rest))); strings.Contains(got, "s3c") || strings.Contains(got, "cret") {
			t.Errorf("cut at %d and %q behind: %s", cut, rest, got)
		}
	})
}
