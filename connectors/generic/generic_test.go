package generic

import (
	"errors"
	"flag"
	"os"
	"strings"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/tabardtest"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestWithoutMapping(t *testing.T) {
	tabardtest.Family(t, unmapped())
	tabardtest.Golden(t, unmapped(), *update)
}

func FuzzUnmapped(f *testing.F) { tabardtest.FuzzFamily(f, unmapped()) }

func BenchmarkUnmapped(b *testing.B) {
	tabardtest.Benchmark(b, unmapped(), "testdata/generic/samples.jsonl")
}

func tools(t testing.TB) tabard.Family {
	t.Helper()
	text, err := os.ReadFile("testdata/mapping/tools.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f, err := FromMapping(text)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestMapping(t *testing.T) {
	tests := map[string]struct{ record, want string }{
		"everything": {
			`{"svc":"toolserver","meta":{"eid":"e1","at":1767225600123,"workspace":"w1"},"verb":"issue","object":{"kind":"api key","ref":"k9","label":"deploy","owner":"bot-7","until":1798761600,"scope":"one","token":"canary-x"},
			 "rc":0,"who":{"uid":"u1","login":"ada","class":"robot","on_behalf_of":"u2","sid":"s1","second_factor":false,"key_id":"k1"},
			 "net":{"from":"198.51.100.9","client":"cli/2"},"ci":{"project":"billing","run":77},"tags":{"team":"platform"}}`,
			`  time       2026-01-01T00:00:00.123Z
  realm      w1
  action     issue api key
  outcome    success
  actor      u1 “ada” (robot, agent)
  via        u2 (person, human)
  session    s1 mfa=false
  credential key k1
  target     api key k9 deploy
  source     198.51.100.9
  user agent cli/2
  origin     billing/runs/77
  label      team=platform
  detail     scope=one
  change     created credential of bot-7 (service) credential key k9 expires=2027-01-01T00:00:00Z
`,
		},
		"what is absent stays unknown": {
			`{"verb":"list","object":{"kind":"tool"},"rc":9,"who":{"label":"somebody","class":"ghost"}}`,
			`  action     list tool
  outcome    unknown
  actor      somebody (ghost)
`,
		},
		"a public grant": {
			`{"verb":"publish","object":{"kind":"agent","ref":"a1","scope":"everyone","right":"run"},"rc":1,"err":{"code":"E7"},"note":"quota"}`,
			`  action     publish agent
  outcome    failure E7
  message    quota
  target     agent a1
  detail     scope=everyone
  change     granted grant of * permission=run on=a1 PUBLIC
`,
		},
		"a condition on the record and the outcome": {
			`{"verb":"promote","object":{"kind":"user","ref":"u5","right":"root"},"rc":0}`,
			`  action     promote user
  outcome    success
  target     user u5
  change     granted grant of u5 permission=root ADMIN
`,
		},
		"conditions must all hold": {
			`{"verb":"promote","object":{"kind":"user","ref":"u5","right":"root"},"rc":1}`,
			`  action     promote user
  outcome    failure
  target     user u5
`,
		},
	}
	f := tools(t)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if clean := tabardtest.Redact(f, []byte(test.record)); strings.Contains(string(clean), tabardtest.Canary) {
				t.Errorf("a secret is left: %s", clean)
			}
			e, err := tabardtest.Decode(t, f, []byte(test.record))
			if err != nil {
				t.Fatal(err)
			}
			if got := tabardtest.Describe(e); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestMappingMistakes(t *testing.T) {
	tests := map[string]struct {
		mapping string
		line    int
		says    string
	}{
		"unknown key, near one":     {"action: a\nactr: b\n", 2, `did you mean "actor"`},
		"unknown key, near none":    {"action: a\nquux123456: b\n", 2, "known are action"},
		"unknown key deep inside":   {"action: a\nactor:\n  id: x\n  nam: y\n", 4, `did you mean "name"`},
		"no action":                 {"time: t\n", 1, "action"},
		"empty":                     {"", 1, "empty"},
		"two documents":             {"action: a\n---\naction: b\n", 1, "one document"},
		"not an object":             {"- a\n", 1, "keys and values"},
		"twice":                     {"action: a\ntime: t\naction: b\n", 3, "twice"},
		"a value that is not ours":  {"action: a\noutcome: {path: r, values: {ok: succes}}\n", 2, `did you mean "success"`},
		"a kind that is not ours":   {"action: a\nactor: {id: i, kind: {path: k, values: {x: humanoid}}}\n", 2, "human"},
		"a time format":             {"action: a\ntime: {path: t, format: epoch}\n", 2, "unix_ms"},
		"an open template":          {"action: \"${a\"\n", 1, "without a path"},
		"a change of everything":    {"action: a\nchanges:\n  - {verb: created, object: identity}\n", 3, "say when"},
		"a change without a verb":   {"action: a\nchanges:\n  - {when: {action: x}, object: identity}\n", 3, "a verb"},
		"a verb that is not ours":   {"action: a\nchanges:\n  - {when: {action: x}, verb: create, object: identity}\n", 3, `a verb`},
		"a secret without its path": {"action: a\nsecrets:\n  - {kind: token}\n", 3, "a path"},
		"broken YAML":               {"action: [a\n", 1, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := FromMapping([]byte(test.mapping))
			var mistake *MappingError
			if !errors.As(err, &mistake) {
				t.Fatalf("FromMapping = %v, want a MappingError", err)
			}
			if mistake.Line != test.line || !strings.Contains(mistake.What, test.says) {
				t.Errorf("got %v, want line %d and %q", mistake, test.line, test.says)
			}
		})
	}
}

func TestTimeFormats(t *testing.T) {
	const want = "2026-01-01T00:00:00.5Z"
	for format, value := range map[string]string{
		"auto": `"2026-01-01 00:00:00.5"`, "rfc3339": `"2026-01-01T01:00:00.5+01:00"`, "unix": "1767225600.5", "unix_ms": "1767225600500",
		"unix_us": `"1767225600500000"`, "unix_ns": "1767225600500000000", "02/Jan/2006:15:04:05.0 -0700": `"01/Jan/2026:00:00:00.5 +0000"`,
	} {
		f, err := FromMapping([]byte("action: a\ntime: {path: t, format: \"" + format + "\"}\n"))
		if err != nil {
			t.Errorf("%s: %v", format, err)
			continue
		}
		e, err := tabardtest.Decode(t, f, []byte(`{"a":"x","t":`+value+`}`))
		if err != nil || e.Time.UTC().Format("2006-01-02T15:04:05.999Z") != want {
			t.Errorf("%s of %s = %v, %v, want %s", format, value, e, err, want)
		}
	}
}

func FuzzMapping(f *testing.F) {
	text, err := os.ReadFile("testdata/mapping/tools.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text, []byte(`{"verb":"issue","object":{"kind":"key","ref":"1"}}`))
	f.Add([]byte("action: [a, \"${b}x\"]\ntime: {path: t, format: unix}\n"), []byte(`{"b":1,"t":1e300}`))
	f.Fuzz(func(t *testing.T, mapping, record []byte) {
		family, err := FromMapping(mapping)
		if err != nil {
			return
		}
		if slots, err := tabardtest.Slots(family, record); err == nil {
			e := &tabard.Event{}
			_ = family.Normalize(slots, e) // must not panic
		}
	})
}
