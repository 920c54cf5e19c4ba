// Package tabardtest holds the contract suites for plug-ins: what every log family, detector, responder and sink must do,
// as tests that a plug-in calls with itself. A new plug-in is tested in a dozen lines.
package tabardtest

import (
	"encoding/json/jsontext"
	"encoding/json/v2"
	"os"
	"path/filepath"
	"testing"
)

// Shared gives the path of a file or folder of the data that is handed out beside the repository and is never part of it.
// Where it is absent the test is skipped with a message that can be counted; in CI it fails instead.
func Shared(t testing.TB, parts ...string) string {
	t.Helper()
	name := filepath.Join(append([]string{root(t), "..", "shared", "data"}, parts...)...)
	if _, err := os.Stat(name); err != nil {
		if os.Getenv("CI") == "true" { //nolint:forbidigo // a test's only setting, and the one that CI systems agree on
			t.Fatalf("shared data is absent in CI: %v", err)
		}
		t.Skipf("SKIPPED-SHARED-DATA: %s is not beside the repository", filepath.Join(parts...))
	}
	return name
}

// root gives the folder of the module, above the folder of the running test.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "architecture_test.go")); err == nil {
			return dir
		}
		above := filepath.Dir(dir)
		if above == dir {
			t.Fatal("the test does not run inside the module")
		}
		dir = above
	}
}

// Records reads records that are handed out one a line, plain or as the "event" of a labelled line.
func Records(t testing.TB, parts ...string) [][]byte {
	t.Helper()
	var all [][]byte
	for _, line := range Lines(t, Shared(t, parts...)) {
		var labelled struct {
			Event jsontext.Value `json:"event"`
		}
		if json.Unmarshal(line, &labelled) == nil && labelled.Event.Kind() == '{' {
			line = labelled.Event
		}
		all = append(all, line)
	}
	return all
}
