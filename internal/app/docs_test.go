package app_test

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard/internal/app"
	"tabard.dev/tabard/tabardtest/pgserver"
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

// tour gives a block of commands of the README's tour, the binary's folder put in.
func tour(t *testing.T, block int, bin string) []string {
	t.Helper()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, found := strings.Cut(string(readme), "## A tour\n")
	blocks := strings.Split(text, "```sh\n")
	if !found || len(blocks) <= block {
		t.Fatal("the README has no such tour")
	}
	text, _, _ = strings.Cut(blocks[block], "```")
	return strings.Split(strings.TrimSpace(strings.ReplaceAll(text, "bin/tabard", bin)), "\n")
}

// program builds a command of this module.
func program(t *testing.T, of string) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), filepath.Base(of))
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", bin, "../../"+of).CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return bin
}

// TestTour runs the commands of the README's tour that need no server, as they stand there.
func TestTour(t *testing.T) {
	lines := tour(t, 1, program(t, "cmd/tabard"))
	for _, line := range lines {
		cmd := exec.CommandContext(t.Context(), "bash", "-c", line)
		cmd.Dir = "../.."
		out, err := cmd.Output()
		if err != nil || len(out) == 0 {
			t.Errorf("%s: %v, %d bytes of output, want it to work when pasted", line, err, len(out))
		}
	}
	if len(lines) < 5 {
		t.Errorf("the tour has %d commands, want at least 5", len(lines))
	}
}

// TestTourOfTheLoop starts what "make run" starts, does what its user does, and looks at what each command of the README's tour
// prints.
func TestTourOfTheLoop(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds and runs programs")
	}
	pgserver.Need(t)
	bin, demo := program(t, "cmd/tabard"), program(t, "examples/demo")
	cmd := exec.CommandContext(t.Context(), demo, "-postgres", "connectors/postgres/role.sql", bin, "postgres.log=examples/recordings/postgres/postgres.jsonl")
	cmd.Dir, cmd.Cancel, cmd.WaitDelay = "../..", func() error { return cmd.Process.Signal(os.Interrupt) }, 30*time.Second
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Wait() })
	var said []string
	var export string
	for lines := bufio.NewScanner(out); export == "" && lines.Scan(); {
		if said = append(said, lines.Text()); strings.HasPrefix(strings.TrimSpace(lines.Text()), "export TABARD_URL=") {
			export = lines.Text()
		}
	}
	go io.Copy(io.Discard, out) //nolint:errcheck // it ends with the demo
	if export == "" || !strings.Contains(strings.Join(said, "\n"), "actions approve ac_") {
		t.Fatalf("the demo does not say how to go on:\n%s", strings.Join(said, "\n"))
	}
	script := "set -e\n" + export + "\n"
	for _, line := range tour(t, 2, bin) {
		script += "echo '>>>'\n" + line + "\n"
	}
	all, err := exec.CommandContext(t.Context(), "bash", "-c", script).CombinedOutput()
	if err != nil {
		t.Fatalf("the tour: %v\n%s", err, all)
	}
	printed := strings.Split(string(all), ">>>\n")[1:]
	for i, want := range []string{
		"nothing is missing", "made by agent_builder in session", "invoice-bot", "", "principal.ownerConfidence=", "", `ALTER ROLE \"invoice-bot\" NOLOGIN`, "verified", "undone", "",
	} {
		if i >= len(printed) || !strings.Contains(printed[i], want) {
			t.Fatalf("command %d of the tour does not print %q:\n%s", i+1, want, all)
		}
	}
}
