package telemetry_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard/internal/telemetry"
)

func scrape(t *testing.T, m *telemetry.Metrics) string {
	t.Helper()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", http.NoBody))
	if w.Code != http.StatusOK {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	return w.Body.String()
}

func series(text string) int {
	n := 0
	for lines := bufio.NewScanner(strings.NewReader(text)); lines.Scan(); {
		if !strings.HasPrefix(lines.Text(), "#") {
			n++
		}
	}
	return n
}

// Whatever names records, callers and configuration bring, the series stay within a bound and nothing foreign is shown.
func TestTheNumberOfSeriesIsBounded(t *testing.T) {
	m := telemetry.New(telemetry.Settings{Version: "v1", Sinks: []string{"hook"}})
	m.Route("listFindings")
	random := func() string { return fmt.Sprintf("canary-%x\n\"},x", rand.Uint64()) }
	for range 5000 {
		m.Request(random(), rand.IntN(2000)-500, time.Millisecond)
		m.Sent(random(), 1)
		m.Failed(random())
		m.Dead(random(), 1)
		m.Behind(random(), 3)
	}
	m.Sent("hook", 7)
	text := scrape(t, m)
	if n := series(text); n > 700 {
		t.Errorf("%d series", n)
	}
	if strings.Contains(text, "canary") {
		t.Error("a label took a value from outside")
	}
	if !strings.Contains(text, `tabard_sink_sent_total{sink="hook"} 7`) || !strings.Contains(text, `tabard_sink_sent_total{sink="other"} 5000`) {
		t.Error("the counts are not there")
	}
}

func TestFiguresAreReadWhenAskedFor(t *testing.T) {
	var broken error
	m := telemetry.New(telemetry.Settings{Reasons: []string{"too-large"}, Snapshot: func(context.Context) (telemetry.Snapshot, error) {
		return telemetry.Snapshot{Accepted: 9, Refused: map[string]int64{"too-large": 2, "bogus": 3, "bogus2": 4}, Lag: 1500 * time.Millisecond, LogBytes: 42, Findings: map[string]int64{"high": 3, "bogus": 1}}, broken
	}})
	text := scrape(t, m)
	for _, want := range []string{"tabard_lag_seconds 1.5", "tabard_log_bytes 42", `tabard_findings_open{severity="high"} 3`, `tabard_findings_open{severity="info"} 0`, "tabard_snapshot_ok 1", "tabard_events_accepted_total 9", `tabard_events_rejected_total{reason="too-large"} 2`, `tabard_events_rejected_total{reason="other"} 7`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.Contains(text, "bogus") {
		t.Error("a severity that is none became a label")
	}
	broken = errors.New("store closed")
	if text := scrape(t, m); !strings.Contains(text, "tabard_snapshot_ok 0") || strings.Contains(text, "tabard_lag_seconds") {
		t.Errorf("with the store gone:\n%s", text)
	}
}
