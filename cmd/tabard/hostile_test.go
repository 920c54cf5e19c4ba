package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestHardening31TheTerminalCannotBeForged scans a record whose names try to write lines of their own, to color, to erase and to turn
// text around, and looks at what a person would see.
func TestHardening31TheTerminalCannotBeForged(t *testing.T) {
	const hostile = `\r\nforged line\u001b[2J\u001b[31m\u202eevil\u0000\u0085\u2028x`
	record := `{"eventVersion":"1.08","eventTime":"2026-11-01T10:00:00Z","eventSource":"iam.amazonaws.com","eventName":"CreateAccessKey","awsRegion":"us-east-1",` +
		`"sourceIPAddress":"192.0.2.1","userAgent":"` + hostile + `","eventID":"e1","eventType":"AwsApiCall","recipientAccountId":"111122223333",` +
		`"userIdentity":{"type":"IAMUser","principalId":"A","arn":"arn:aws:iam::111122223333:user/` + hostile + `","accountId":"111122223333","userName":"` + hostile + `"},` +
		`"requestParameters":{"userName":"` + hostile + `"},"responseElements":{"accessKey":{"userName":"` + hostile + `","accessKeyId":"AKIAIOSFODNN7EXAMPL2","status":"Active"}}}`
	file := filepath.Join(t.TempDir(), "x\x1b[31m.jsonl")
	if err := os.WriteFile(file, []byte(record+"\n{\"\x1b[2J\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"scan", "-o", "table", file},
		{"scan", "--events", "-o", "table", file},
		{"scan", "--source", "\x1b[31mx", file},
		{"get", "\x1b[2J"},
		{"discover", "files", "-o", "table", filepath.Dir(file)},
	} {
		var out, said bytes.Buffer
		run(t.Context(), args, stdio{strings.NewReader(""), &out, &said})
		for stream, text := range map[string]string{"standard output": out.String(), "standard error": said.String()} {
			if at := strings.IndexAny(text, "\r\x1b\x00\u202e\u0085\u2028"); at >= 0 {
				t.Errorf("%q writes %q to %s", args, text[max(0, at-40):min(len(text), at+20)], stream)
			}
			for line := range strings.Lines(text) {
				if strings.HasPrefix(line, "forged line") {
					t.Errorf("%q writes a line of its own to %s: %q", args, stream, line)
				}
			}
		}
	}
}
