package kubernetes

import (
	"bytes"
	"strings"
	"testing"

	"tabard.dev/tabard/tabardtest"
)

// TestRedactWhateverTheOrder has what tells a secret stand behind it, in lists, in strings and under escaped names.
func TestRedactWhateverTheOrder(t *testing.T) {
	for name, object := range map[string]string{
		"kind behind data":            `{"data":{"a":"canary"},"kind":"Secret"}`,
		"a list of them":              `{"items":[{"stringData":{"a":"canary","b":["canary"]}}],"kind":"SecretList"}`,
		"names that are escaped":      `{"k\u0069nd":"S\u0065cret","d\u0061ta":{"a":"canary"}}`,
		"a variable's name behind":    `{"env":[{"value":"canary","name":"API_TOKEN"}]}`,
		"a flag":                      `{"command":["run","--password=canary --verbose"]}`,
		"what kubectl applied":        `{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"data\":{\"a\":\"canary\"},\"kind\":\"Secret\"}"}}`,
		"a patch whose op comes late": `{"kind":"Secret","patch":[{"value":{"a":"canary"},"path":"/data","op":"add"}]}`,
	} {
		record := `{"verb":"create","objectRef":{"resource":"pods"},"requestObject":` + object + `,"x":"kept"}`
		got := redact([]byte(record), tabardtest.Cut)
		if bytes.Contains(got, []byte("canary")) || !bytes.HasSuffix(got, []byte(`,"x":"kept"}`)) {
			t.Errorf("%s: %s is cut to %s", name, record, got)
		}
		if again := redact(got, tabardtest.Cut); !bytes.Equal(again, got) {
			t.Errorf("%s: a second time %s is cut to %s", name, got, again)
		}
	}
}

func TestRedactLeavesTheRest(t *testing.T) {
	for _, record := range []string{
		`{"requestObject":{"kind":"ConfigMap","data":{"a":"b"},"env":[{"name":"TOKEN_FILE","value":"/run/token"}]}}`,
		`{"requestObject":{"kind":"Secret","data":{"a":"","b":null}}}`,
		`{"requestObject":{"kind":"Secret","data":{"a":"b"}`,
		`{"requestObject":` + strings.Repeat("[", 100_000) + `}`,
	} {
		if got := redact([]byte(record), tabardtest.Cut); string(got) != record {
			t.Errorf("%.200s is cut to %.200s", record, got)
		}
	}
}
