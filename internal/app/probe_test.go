package app_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tabard.dev/tabard/internal/config"
)

// TestSystemTest asks the server to test a connection: what is missing is named with what grants it, and a system that is
// down, or that nobody knows, is told apart from one that lacks something.
func TestSystemTest(t *testing.T) {
	pg, s := watched(t, func(c *config.Config) {
		file := filepath.Join(t.TempDir(), "more.yaml")
		const more = "systems:\n  - {name: logs-only, connector: postgres}\n  - {name: down, connector: postgres, url: 'postgres://tabard:down-canary@127.0.0.1:1/postgres'}\n"
		if err := os.WriteFile(file, []byte(more), 0o600); err != nil {
			t.Fatal(err)
		}
		loaded, err := config.Load(config.Input{File: file})
		if err != nil {
			t.Fatal(err)
		}
		c.Systems = append(c.Systems, loaded.Systems...)
	})
	code, found := s.call(t, http.MethodPost, "systems/pg/test", nil)
	if code != http.StatusOK || found["works"] != true || fmt.Sprint(found["missing"]) != "[]" {
		t.Errorf("with the documented role: %d %v, want it to work", code, found)
	}
	pg.Exec(t, `REVOKE pg_signal_backend FROM tabard`)
	code, found = s.call(t, http.MethodPost, "systems/pg/test", nil)
	if text := fmt.Sprint(found["missing"]); code != http.StatusOK || found["works"] != false || !strings.Contains(text, "GRANT pg_signal_backend TO tabard") {
		t.Errorf("without a right: %d %v, want the statement that grants it", code, found)
	}
	code, found = s.call(t, http.MethodPost, "systems/down/test", nil)
	if text := fmt.Sprint(found["error"]); code != http.StatusOK || found["works"] != false || !strings.Contains(text, "connect") || strings.Contains(text, "canary") {
		t.Errorf("of a server that is down: %d %v, want why it does not answer", code, found)
	}
	for system, want := range map[string]int{"none": http.StatusNotFound, "logs-only": http.StatusUnprocessableEntity} {
		if code, found := s.call(t, http.MethodPost, "systems/"+system+"/test", nil); code != want {
			t.Errorf("%s: %d %v, want %d", system, code, found, want)
		}
	}
}
