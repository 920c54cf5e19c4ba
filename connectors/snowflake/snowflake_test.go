package snowflake

import (
	"bytes"
	"encoding/json/jsontext"
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

func FuzzUsage(f *testing.F) { tabardtest.FuzzFamily(f, usage()) }

func BenchmarkUsage(b *testing.B) {
	tabardtest.Benchmark(b, usage(), "testdata/snowflake/samples.jsonl")
}

func TestRedact(t *testing.T) {
	const gone = "[redacted:KIND:0123456789abcdef]"
	tests := map[string]struct{ kind, record, want string }{
		"a password":               {"password", `{"QUERY_TEXT":"create user A password='p''q' type=person"}`, `{"QUERY_TEXT":"create user A password='` + gone + `' type=person"}`},
		"over several lines":       {"password", `{"QUERY_TEXT":"alter user A set\n password\n=\t'pq'"}`, `{"QUERY_TEXT":"alter user A set\n password\n=\t'` + gone + `'"}`},
		"a key in dollars":         {"private-key", `{"QUERY_TEXT":"set private_key=$$ab\ncd$$ x"}`, `{"QUERY_TEXT":"set private_key=$$` + gone + `$$ x"}`},
		"credentials of a stage":   {"aws-secret-key", `{"QUERY_TEXT":"credentials=(aws_key_id='AK' aws_secret_key='sk')"}`, `{"QUERY_TEXT":"credentials=(aws_key_id='AK' aws_secret_key='` + gone + `')"}`},
		"a text that was cut off":  {"password", `{"QUERY_TEXT":"create user A password='abc"}`, `{"QUERY_TEXT":"create user A password='` + gone + `"}`},
		"another parameter":        {"", `{"QUERY_TEXT":"set my_password='pq' rsa_public_key='MIIB'"}`, `{"QUERY_TEXT":"set my_password='pq' rsa_public_key='MIIB'"}`},
		"a comparison of a column": {"", `{"QUERY_TEXT":"select 1 where name='pq'"}`, `{"QUERY_TEXT":"select 1 where name='pq'"}`},
	}
	for name, test := range tests {
		want := bytes.ReplaceAll([]byte(test.want), []byte("KIND"), []byte(test.kind))
		if got := redact([]byte(test.record), tabardtest.Cut); !bytes.Equal(got, want) {
			t.Errorf("%s: %s\nbecomes %s\n   want %s", name, test.record, got, want)
		}
	}
}

func FuzzRedact(f *testing.F) {
	f.Add([]byte(`{"QUERY_TEXT":"alter user A set password\n='p''q' private_key=$$a\nb$$"}`))
	f.Fuzz(func(t *testing.T, record []byte) {
		if !jsontext.Value(record).IsValid() {
			return
		}
		clean := redact(bytes.Clone(record), tabardtest.Cut)
		if !jsontext.Value(clean).IsValid() {
			t.Fatalf("%s becomes %s, which is no JSON", record, clean)
		}
		if again := redact(bytes.Clone(clean), tabardtest.Cut); !bytes.Equal(again, clean) && !bytes.Contains(record, []byte("[redacted")) {
			t.Errorf("a second time %s becomes %s", clean, again)
		}
	})
}
