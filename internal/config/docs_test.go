package config

import (
	"os"
	"strings"
	"testing"
)

// The settings that the documentation shows are settings that are understood.
func TestTheDocumentedSettingsAreUnderstood(t *testing.T) {
	text, err := os.ReadFile("../../docs/server.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(text), "```yaml\n")
	sample, _, ok := strings.Cut(after, "```\n")
	if !ok || !strings.Contains(sample, "listen:") {
		t.Fatal("docs/server.md shows no settings")
	}
	c, err := Load(Input{File: write(t, sample), Env: []string{"PG_SECRET=a", "HOOK_URL=https://hooks.example.com/x", "HOOK_SECRET=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Systems) != 3 || len(c.Sinks) != 2 || c.Limits.Streams != 64 || c.Sinks[0].Settings["severity"] != "high" {
		t.Errorf("%+v", c)
	}
}
