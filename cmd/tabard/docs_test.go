package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var updateDocs = flag.Bool("update-docs", false, "write docs/cli anew")

// The reference in docs/cli is what the command tree says.
func TestReferenceIsTheCommands(t *testing.T) {
	const kept = "../../docs/cli"
	if *updateDocs {
		if err := os.RemoveAll(kept); err != nil {
			t.Fatal(err)
		}
		reference(t, kept)
	}
	written := filepath.Join(t.TempDir(), "cli")
	reference(t, written)
	want, got := pages(t, written), pages(t, kept)
	for name, text := range want {
		if got[name] != text {
			t.Errorf("docs/cli/%s is not what the commands say: go test ./cmd/tabard -run Reference -update-docs", name)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("docs/cli/%s is about a command that is not there", name)
		}
	}
	if len(want) < 30 {
		t.Errorf("only %d pages", len(want))
	}
}

func reference(t *testing.T, folder string) {
	t.Helper()
	var out, said bytes.Buffer
	if code := run(t.Context(), []string{"docs", "markdown", folder}, stdio{strings.NewReader(""), &out, &said}); code != exitOK {
		t.Fatalf("tabard docs markdown ends with %d\n%s", code, &said)
	}
}

// pages reads a folder of pages.
func pages(t *testing.T, folder string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(file)] = string(text)
	}
	return all
}
