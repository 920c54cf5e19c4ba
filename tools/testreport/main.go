// Command testreport reads `go test -json` from standard input and prints what a person wants to see of it: each package's
// closing line, the output of what failed, the reasons of what was skipped, and as its last line the count. It exits with
// 1 when anything failed. With TEST_REPORT set it appends its count to that file as three numbers, for .ci/run to add up.
package main

import (
	"bufio"
	"encoding/json/v2"
	"fmt"
	"io"
	"os"
	"strings"
)

// event is a line of `go test -json`; see `go doc test2json`.
type event struct {
	Action      string
	Package     string
	ImportPath  string // of build output
	Test        string
	Output      string
	FailedBuild string
}

// report is the state after some events.
type report struct {
	out                     io.Writer
	passed, failed, skipped int
	output                  map[string][]string // by package and test, until its verdict
	blamed                  map[string]bool     // packages with a failed test of their own
}

func main() {
	r := &report{out: os.Stdout, output: map[string][]string{}, blamed: map[string]bool{}}
	if err := r.read(os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, "testreport:", err)
		os.Exit(2)
	}
	if err := r.append(os.Getenv("TEST_REPORT")); err != nil { //nolint:forbidigo // a tool's only setting
		fmt.Fprintln(os.Stderr, "testreport:", err)
		os.Exit(2)
	}
	if r.failed > 0 {
		os.Exit(1)
	}
}

// read takes all events and prints the report.
func (r *report) read(in io.Reader) error {
	lines := bufio.NewReaderSize(in, 1<<20)
	for {
		line, err := lines.ReadString('\n')
		if text := strings.TrimSpace(line); text != "" {
			var e event
			if json.Unmarshal([]byte(text), &e) != nil || e.Action == "" {
				r.print(line) // what go itself says, not a test
			} else {
				r.take(e)
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	r.print(fmt.Sprintf("%d passed, %d failed, %d skipped\n", r.passed, r.failed, r.skipped))
	return nil
}

func (r *report) take(e event) {
	key := e.Package + "\x00" + e.Test
	switch e.Action {
	case "build-output":
		r.print(e.Output)
	case "output":
		r.output[key] = append(r.output[key], e.Output)
	case "pass", "skip", "fail":
		if e.Test == "" {
			r.closePackage(e)
		} else {
			r.closeTest(e, r.output[key])
		}
		delete(r.output, key)
	}
}

func (r *report) closeTest(e event, output []string) {
	switch e.Action {
	case "pass":
		r.passed++
	case "skip":
		r.skipped++
		r.print(fmt.Sprintf("skip\t%s %s: %s\n", e.Package, e.Test, reason(output)))
	case "fail":
		r.failed++
		r.blamed[e.Package] = true
		r.print(strings.Join(output, ""))
	}
}

// closePackage prints the closing line of a package. A package that failed without a failed test (it did not build, it
// panicked, it ran out of time) counts as one failure and shows all that it said.
func (r *report) closePackage(e event) {
	output := r.output[e.Package+"\x00"]
	if e.Action == "fail" && !r.blamed[e.Package] {
		r.failed++
		for key, lines := range r.output {
			if strings.HasPrefix(key, e.Package+"\x00") && key != e.Package+"\x00" {
				r.print(strings.Join(lines, ""))
			}
		}
		r.print(strings.Join(output, ""))
		return
	}
	for _, line := range output {
		if strings.HasPrefix(line, "ok ") || strings.HasPrefix(line, "FAIL\t") || strings.HasPrefix(line, "? ") {
			r.print(line)
		}
	}
}

// reason finds what a test said when it skipped itself.
func reason(output []string) string {
	for _, line := range output {
		if text := strings.TrimSpace(line); text != "" && !strings.HasPrefix(text, "=== ") && !strings.HasPrefix(text, "--- ") {
			return text
		}
	}
	return "no reason given"
}

func (r *report) print(text string) { _, _ = io.WriteString(r.out, text) }

// append adds the count to a file.
func (r *report) append(path string) error {
	if path == "" {
		return nil
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600) //nolint:gosec // the caller names the file
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f, r.passed, r.failed, r.skipped)
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}
