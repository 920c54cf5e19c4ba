package discover_test

import (
	"bytes"
	"context"
	"encoding/json/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tabard.dev/tabard/internal/discover"
	"tabard.dev/tabard/tabardtest"
)

// TestRegistry reads the blocks of a registry of MCP servers, whose authors did not know of us, and measures how well the
// names of secrets are told from others. The registry's own labels go by the name alone.
func TestRegistry(t *testing.T) {
	text, err := os.ReadFile(tabardtest.Shared(t, "mcp_registry", "servers.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	blocks, hits, misses, alarms := 0, 0, 0, 0
	for line := range bytes.Lines(text) {
		var entry struct {
			Secrets []string `json:"secret_like_arguments"`
			Configs []struct {
				Servers map[string]struct {
					Command string            `json:"command"`
					Args    []string          `json:"args"`
					Env     map[string]string `json:"env"`
				} `json:"mcpServers"`
			} `json:"configs"`
		}
		if err := json.Unmarshal(line, &entry); err != nil {
			t.Fatal(err)
		}
		for _, config := range entry.Configs {
			file := filepath.Join(t.TempDir(), "config.json")
			doc, err := json.Marshal(map[string]any{"mcpServers": config.Servers})
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, doc, 0o600); err != nil {
				t.Fatal(err)
			}
			found := map[string]*discover.Server{}
			_, err = discover.Files(context.Background(), discover.Options{Paths: []string{file}}, func(item discover.Item) error {
				if s, ok := item.(*discover.Server); ok {
					found[s.Server] = s
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			for name, want := range config.Servers {
				blocks++
				got := found[name]
				if got == nil {
					t.Errorf("%s: not found", name)
					continue
				}
				if got.Command != want.Command || got.Transport != "stdio" || !slices.Equal(got.Args, append([]string{}, want.Args...)) {
					t.Errorf("%s: %s %q over %s, want %s %q over stdio", name, got.Command, got.Args, got.Transport, want.Command, want.Args)
				}
				if len(got.Env) != len(want.Env) {
					t.Errorf("%s: env %q, want the names of %v", name, got.Env, want.Env)
				}
				for variable, value := range want.Env {
					// A variable is labeled through the argument that it is filled with.
					argument := strings.TrimSuffix(strings.TrimPrefix(value, "${"), "}")
					labeled := slices.Contains(entry.Secrets, variable) || slices.Contains(entry.Secrets, argument)
					told := slices.Contains(got.SecretEnv, variable)
					switch {
					case labeled && told:
						hits++
					case labeled:
						misses++
						t.Logf("missed: %s=%s", variable, value)
					case told:
						alarms++
						t.Logf("false alarm: %s=%s", variable, value)
					}
				}
			}
		}
	}
	precision, recall := float64(hits)/float64(hits+alarms), float64(hits)/float64(hits+misses)
	t.Logf("%d servers, %d secrets: precision %.3f, recall %.3f", blocks, hits+misses, precision, recall)
	if blocks < 100 {
		t.Errorf("only %d servers in the registry", blocks)
	}
	if precision < 0.95 || recall < 0.95 {
		t.Errorf("precision %.3f, recall %.3f, want both at least 0.95", precision, recall)
	}
}
