package azure

import (
	"encoding/json/jsontext"
	"flag"
	"strings"
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

func FuzzActivity(f *testing.F) { tabardtest.FuzzFamily(f, activity()) }

func BenchmarkActivity(b *testing.B) {
	tabardtest.Benchmark(b, activity(), "testdata/azure.activity/samples.jsonl")
}

func TestRedact(t *testing.T) {
	tests := map[string]struct{ record, want string }{
		"a body in a string": {
			`{"requestbody":"{\"properties\":{\"adminPassword\":\"p\\\"q\",\"size\":1}}"}`,
			`{"requestbody":"{\"properties\":{\"adminPassword\":\"[redacted:password:0123456789abcdef]\",\"size\":1}}"}`,
		},
		"a body that a collector parsed": {
			`{"requestbody":{"adminPassword":"pq"}}`,
			`{"requestbody":{"adminPassword":"[redacted:password:0123456789abcdef]"}}`,
		},
		"a shared access URL":             {`{"uri":"https://x/y?sp=r&sig=abc%3D&se=1"}`, `{"uri":"https://x/y?sp=r&sig=[redacted:sas-signature:0123456789abcdef]&se=1"}`},
		"a word that only looks like one": {`{"uri":"https://x/y?design=abc"}`, `{"uri":"https://x/y?design=abc"}`},
		"a body that was cut short":       {`{"requestbody":"{\"adminPassword\":\"abc"}`, `{"requestbody":"{\"adminPassword\":\"[redacted:password:0123456789abcdef]"}`},
		"a secret that is written": {
			`{"operationName":{"value":"MICROSOFT.KEYVAULT/VAULTS/SECRETS/WRITE"},"requestbody":"{\"properties\":{\"value\":\"pq\"}}"}`,
			`{"operationName":{"value":"MICROSOFT.KEYVAULT/VAULTS/SECRETS/WRITE"},"requestbody":"{\"properties\":{\"value\":\"[redacted:secret:0123456789abcdef]\"}}"}`,
		},
		"a value that is none": {
			`{"operationName":{"value":"Microsoft.Resources/tags/write"},"requestbody":"{\"value\":\"pq\"}"}`,
			`{"operationName":{"value":"Microsoft.Resources/tags/write"},"requestbody":"{\"value\":\"pq\"}"}`,
		},
		"nothing to cut is left untouched": {`{"requestbody":"{\"passwordPolicy\":\"strong\"}"}`, `{"requestbody":"{\"passwordPolicy\":\"strong\"}"}`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := redact([]byte(test.record), tabardtest.Cut)
			if string(got) != test.want {
				t.Errorf("redact(%s)\n= %s\nwant %s", test.record, got, test.want)
			}
			if !jsontext.Value(got).IsValid() {
				t.Error("that is no sound JSON")
			}
		})
	}
}

func FuzzRedact(f *testing.F) {
	f.Add(`{"requestbody":"{\"adminPassword\":\"p\\\"q\"}","uri":"?a=b&sig=c"}`)
	f.Fuzz(func(t *testing.T, record string) {
		if !jsontext.Value(record).IsValid() {
			return
		}
		clean := redact([]byte(record), tabardtest.Cut)
		if !jsontext.Value(clean).IsValid() {
			t.Fatalf("redacting %s leaves %s", record, clean)
		}
		if again := redact([]byte(string(clean)), tabardtest.Cut); string(again) != string(clean) && !strings.Contains(record, "[redacted") {
			t.Errorf("redacting twice changes %s to %s", clean, again)
		}
	})
}
