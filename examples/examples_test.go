// Package examples_test checks what the examples hold.
package examples_test

import (
	"bytes"
	"encoding/json/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tabard.dev/tabard/internal/secretshape"
)

// logs are the logs that the repository ships, with the member that names each record's time.
func logs(t *testing.T) map[string]string {
	t.Helper()
	return map[string]string{
		"samples/aws.cloudtrail.jsonl":       "eventTime",
		"samples/github.audit.jsonl":         "@timestamp",
		"samples/entra.audit.jsonl":          "time",
		"samples/entra.signin.jsonl":         "time",
		"samples/vault.audit.jsonl":          "time",
		"recordings/postgres/postgres.jsonl": "timestamp",
		"recordings/kubernetes/audit.jsonl":  "stageTimestamp",
	}
}

func TestLogsAreSoundAndSmall(t *testing.T) {
	recordings := 0
	for name, timeMember := range logs(t) {
		text, err := os.ReadFile(filepath.FromSlash(name))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(name, "recordings/") {
			recordings += len(text)
		}
		records := 0
		for line := range bytes.Lines(text) {
			records++
			var record map[string]any
			if err := json.Unmarshal(line, &record); err != nil {
				t.Errorf("%s:%d: %v", name, records, err)
			}
			if record[timeMember] == nil {
				t.Errorf("%s:%d: no %s", name, records, timeMember)
			}
		}
		if records < 60 {
			t.Errorf("%s has only %d records", name, records)
		}
	}
	if recordings > 300<<10 {
		t.Errorf("recordings are %d bytes, want at most 300 KiB", recordings)
	}
}

// secretMember finds what is called a secret in a log, and its value.
var secretMember = regexp.MustCompile(`(?i)"(?:secretaccesskey|sessiontoken|client_token|password|secret_id|token)":"([^"]*)"|PASSWORD '+([^']+)'`)

// TestLogsHoldNoSecrets: nothing in the examples looks like a token that its issuer would know, and what is called a secret
// says that it is none.
func TestLogsHoldNoSecrets(t *testing.T) {
	for name := range logs(t) {
		text, err := os.ReadFile(filepath.FromSlash(name))
		if err != nil {
			t.Fatal(err)
		}
		if start, end, kind, ok := secretshape.Find(string(text)); ok {
			t.Errorf("%s holds a %s: %s", name, kind, text[start:end])
		}
		for _, m := range secretMember.FindAllSubmatch(text, -1) {
			value := string(m[1]) + string(m[2])
			harmless := value == "" || strings.HasPrefix(value, "canary-") || strings.HasPrefix(value, "hmac-sha256:") ||
				strings.HasPrefix(value, "HIDDEN_") || strings.Trim(value, "*") == ""
			if !harmless {
				t.Errorf("%s: %s", name, m[0])
			}
		}
	}
}
