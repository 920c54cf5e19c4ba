package app_test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tabard.dev/tabard/internal/app"
)

var updateDocs = flag.Bool("update-docs", false, "write docs/detections.md anew")

// TestDetectionsPage holds docs/detections.md to the catalogue.
func TestDetectionsPage(t *testing.T) {
	c, err := app.Catalogue("")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("# Detections\n\nWritten from the catalogue by `go test ./internal/app -run DetectionsPage -update-docs`; `tabard detections` prints the same.\n")
	b.WriteString("What each looks for, how it decides and what it cannot see is in `detections/`’s folder of its name.\n\n| detection | severity | title | NHI | ATT&CK | remedy |\n|---|---|---|---|---|---|\n")
	for _, d := range c.Detections() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s |\n", d.ID, d.Severity, d.Title, strings.Join(d.NHI, " "), strings.Join(d.MITRE, " "), d.Remedy)
	}
	want := strings.Replace(b.String(), "`detections/`’s folder of its name", "the folder of its name under `detectors/`", 1)
	const page = "../../docs/detections.md"
	if *updateDocs {
		if err := os.WriteFile(page, []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/detections.md is not what the catalogue says: go test ./internal/app -run DetectionsPage -update-docs")
	}
}

// TestTour runs the commands of the README's tour that need no server, as they stand there.
func TestTour(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, tour, found := strings.Cut(string(readme), "## A tour\n")
	if !found {
		t.Fatal("the README has no tour")
	}
	_, block, _ := strings.Cut(tour, "```sh\n")
	block, _, _ = strings.Cut(block, "```")
	bin := filepath.Join(t.TempDir(), "tabard")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", bin, "../../cmd/tabard").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	ran := 0
	for line := range strings.Lines(block) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "bin/tabard ") {
			continue
		}
		ran++
		cmd := exec.CommandContext(t.Context(), "bash", "-c", strings.ReplaceAll(line, "bin/tabard", bin))
		cmd.Dir = "../.."
		out, err := cmd.Output()
		if err != nil || len(out) == 0 {
			t.Errorf("%s: %v, %d bytes of output, want it to work when pasted", line, err, len(out))
		}
	}
	if ran < 5 {
		t.Errorf("the tour has %d commands, want at least 5", ran)
	}
}
