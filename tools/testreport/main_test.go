package main

import (
	"strings"
	"testing"
)

func TestReport(t *testing.T) {
	tests := map[string]struct {
		in                      []string
		passed, failed, skipped int
		shows, hides            []string
	}{
		"a passing package shows its closing line only": {
			in: []string{
				`{"Action":"run","Package":"p","Test":"TestA"}`,
				`{"Action":"output","Package":"p","Test":"TestA","Output":"chatter\n"}`,
				`{"Action":"pass","Package":"p","Test":"TestA"}`,
				`{"Action":"output","Package":"p","Output":"PASS\n"}`,
				`{"Action":"output","Package":"p","Output":"ok  \tp\t0.1s\n"}`,
				`{"Action":"pass","Package":"p"}`,
			},
			passed: 1, shows: []string{"ok  \tp\t0.1s"}, hides: []string{"chatter", "PASS"},
		},
		"a failing test shows its output and is counted once": {
			in: []string{
				`{"Action":"output","Package":"p","Test":"TestA","Output":"got 1, want 2\n"}`,
				`{"Action":"fail","Package":"p","Test":"TestA"}`,
				`{"Action":"output","Package":"p","Output":"FAIL\tp\t0.1s\n"}`,
				`{"Action":"fail","Package":"p"}`,
			},
			failed: 1, shows: []string{"got 1, want 2", "FAIL\tp"},
		},
		"a package that does not build is a failure": {
			in: []string{
				`{"Action":"build-output","ImportPath":"p","Output":"p.go:1: syntax error\n"}`,
				`{"Action":"build-fail","ImportPath":"p"}`,
				`{"Action":"output","Package":"p","Output":"FAIL\tp [build failed]\n"}`,
				`{"Action":"fail","Package":"p","FailedBuild":"p"}`,
			},
			failed: 1, shows: []string{"syntax error", "[build failed]"},
		},
		"a panic shows what the running test had said": {
			in: []string{
				`{"Action":"output","Package":"p","Test":"TestA","Output":"panic: boom\n"}`,
				`{"Action":"output","Package":"p","Output":"FAIL\tp\t0.1s\n"}`,
				`{"Action":"fail","Package":"p"}`,
			},
			failed: 1, shows: []string{"panic: boom", "FAIL\tp"},
		},
		"a skipped test shows its reason": {
			in: []string{
				`{"Action":"output","Package":"p","Test":"TestA","Output":"=== RUN   TestA\n"}`,
				`{"Action":"output","Package":"p","Test":"TestA","Output":"    a_test.go:3: no server here\n"}`,
				`{"Action":"skip","Package":"p","Test":"TestA"}`,
			},
			skipped: 1, shows: []string{"no server here"},
		},
		"what a test prints is never taken for a verdict": {
			in: []string{
				`{"Action":"output","Package":"p","Test":"TestA","Output":"{\"Action\":\"fail\",\"Test\":\"TestB\"}\n"}`,
				`{"Action":"pass","Package":"p","Test":"TestA"}`,
			},
			passed: 1,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			r := &report{out: &out, output: map[string][]string{}, blamed: map[string]bool{}}
			if err := r.read(strings.NewReader(strings.Join(test.in, "\n"))); err != nil {
				t.Fatal(err)
			}
			if r.passed != test.passed || r.failed != test.failed || r.skipped != test.skipped {
				t.Errorf("counted %d/%d/%d, want %d/%d/%d", r.passed, r.failed, r.skipped, test.passed, test.failed, test.skipped)
			}
			for _, text := range test.shows {
				if !strings.Contains(out.String(), text) {
					t.Errorf("report does not show %q:\n%s", text, &out)
				}
			}
			for _, text := range test.hides {
				if strings.Contains(out.String(), text) {
					t.Errorf("report shows %q:\n%s", text, &out)
				}
			}
			lines := strings.Split(strings.TrimSpace(out.String()), "\n")
			if last := lines[len(lines)-1]; !strings.HasSuffix(last, "skipped") || !strings.Contains(last, " passed, ") {
				t.Errorf("last line is %q, want the count", last)
			}
		})
	}
}
