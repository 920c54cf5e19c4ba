package kubernetes

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/tabardtest"
)

// TestRealAudits reads records that nobody in this project wrote and checks the fields against what they plainly say.
func TestRealAudits(t *testing.T) {
	check := func(t *testing.T, record []byte) bool {
		t.Helper()
		inside := [][]byte{record}
		if all := unwrap(record); len(all) > 0 {
			inside = all
		}
		for _, one := range inside {
			e, err := tabardtest.Decode(t, audit(), one)
			if err != nil {
				return false
			}
			checkPlainly(t, e)
		}
		return true
	}
	t.Run("labelled", func(t *testing.T) {
		refused := 0
		for _, record := range tabardtest.Records(t, "panther_rule_tests", "Amazon.EKS.Audit.jsonl") {
			if !check(t, record) {
				refused++
				if bytes.Contains(record, []byte(`"k8s.io"`)) || bytes.Contains(record, []byte(`"verb"`)) {
					t.Errorf("refused: %s", record)
				}
			}
		}
		if refused > 4 {
			t.Errorf("%d records refused; those are not of clusters", refused)
		}
	})
	t.Run("traces", func(t *testing.T) {
		files, err := filepath.Glob(filepath.Join(tabardtest.Shared(t, "falco_k8s_audit", "traces"), "*.json"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no traces: %v", err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for line := range bytes.Lines(text) {
				if line = bytes.TrimSpace(line); len(line) > 0 && !check(t, line) && bytes.Contains(line, []byte(`"auditID"`)) {
					t.Errorf("%s: refused: %.200s", file, line)
				}
			}
		}
	})
}

func checkPlainly(t *testing.T, e *tabard.Event) {
	t.Helper()
	user, as := e.Get("user.username").String(), e.Get("impersonatedUser.username").String()
	switch {
	case as != "" && (e.Actor.ID != as || len(e.Via) == 0 || e.Via[0].ID != user):
		t.Errorf("%s: %q as %q is told as %q via %v", e.Event, user, as, e.Actor.ID, e.Via)
	case as == "" && user != "" && e.Actor.ID != user:
		t.Errorf("%s: actor %q, the record says %q", e.Event, e.Actor.ID, user)
	}
	if verb := e.Get("verb").String(); !strings.HasPrefix(e.Action, verb) || !strings.Contains(e.Action, e.Get("objectRef.resource").String()) {
		t.Errorf("%s: action %q of verb %q", e.Event, e.Action, verb)
	}
	want := tabard.OutcomeUnknown
	if code, ok := e.Get("responseStatus.code").Number(); ok && code >= 400 {
		want = tabard.OutcomeFailure
	} else if ok {
		want = tabard.OutcomeSuccess
	}
	if e.Outcome != want {
		t.Errorf("%s: %s is %s, want %s", e.Event, e.Action, e.Outcome, want)
	}
	if ip := e.Get("sourceIPs").Strings(); len(ip) > 0 && e.Source != ip[0] {
		t.Errorf("%s: source %q, the record says %q", e.Event, e.Source, ip)
	}
}
