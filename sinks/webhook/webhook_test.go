package webhook_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	webhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"tabard.dev/tabard"
	"tabard.dev/tabard/sinks/webhook"
)

const (
	current  = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	previous = "whsec_QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB"
)

func open(t *testing.T, url string, more ...any) tabard.Sender {
	t.Helper()
	settings := map[string]any{"url": url, "secret": tabard.NewSecret(current), "allow_loopback": true}
	for i := 0; i < len(more); i += 2 {
		settings[more[i].(string)] = more[i+1]
	}
	sender, err := webhook.Sink().Open(settings)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = sender.Close() })
	return sender
}

func notices(ids ...string) []tabard.Notice {
	var all []tabard.Notice
	for _, id := range ids {
		all = append(all, tabard.Notice{ID: id, Type: "finding", Data: tabard.Finding{ID: id, Severity: tabard.High}})
	}
	return all
}

func TestAReceiverCanCheckTheSignatureWithTheStandardLibrary(t *testing.T) {
	var bodies []string
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		for _, secret := range []string{current, previous} {
			key, err := webhooks.NewWebhook(secret)
			if err != nil {
				t.Error(err)
			}
			if err := key.Verify(body, r.Header); err != nil {
				t.Errorf("%v: %v", err, r.Header)
			}
			if key.Verify(append(body, ' '), r.Header) == nil {
				t.Error("another body has the same signature")
			}
		}
		bodies = append(bodies, r.Header.Get("webhook-id")+" "+string(body))
	}))
	t.Cleanup(server.Close)
	if err := open(t, server.URL, "previous_secret", tabard.NewSecret(previous)).Send(t.Context(), notices("n1", "n2")); err != nil {
		t.Fatal(err)
	}
	if len(bodies) != 2 || !strings.HasPrefix(bodies[0], `n1 {"type":"finding","timestamp":"`) || !strings.Contains(bodies[1], `"data":{"id":"n2"`) {
		t.Errorf("%q", bodies)
	}
}

func TestWhatAnAnswerMeans(t *testing.T) {
	for status, want := range map[int]struct {
		refused bool
		after   time.Duration
	}{
		400: {true, 0}, 410: {true, 0}, 413: {true, 0}, 422: {true, 0},
		401: {false, 0}, 404: {false, 0}, 307: {false, 0}, 408: {false, 7 * time.Second}, 429: {false, 7 * time.Second}, 500: {false, 7 * time.Second}, 503: {false, 7 * time.Second},
	} {
		n := 0
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			if n++; n == 2 {
				w.Header().Set("Retry-After", "7")
				w.Header().Set("Location", "http://127.0.0.1:1/")
				w.WriteHeader(status)
				_, _ = io.WriteString(w, "hunter2")
			}
		}))
		err := open(t, server.URL+"/hunter2").Send(t.Context(), notices("a", "b", "c"))
		server.Close()
		var failed *tabard.SendError
		if !errors.As(err, &failed) || failed.Taken != 1 || failed.Refused != want.refused || failed.After != want.after || n != 2 {
			t.Errorf("%d: %+v after %d posts", status, err, n)
		}
		if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("the error shows the answer or the address: %v", err)
		}
	}
}

func TestAnUnreachableEndpointIsTriedAgainAndItsAddressNotShown(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	url := server.URL
	server.Close()
	err := open(t, url+"/services/hunter2").Send(t.Context(), notices("a"))
	var failed *tabard.SendError
	if !errors.As(err, &failed) || failed.Refused || failed.Taken != 0 || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("%v", err)
	}
}

func TestItReachesNothingThatTheSettingsDoNotAllow(t *testing.T) {
	reached := false
	server := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	t.Cleanup(server.Close)
	sender, err := webhook.Sink().Open(map[string]any{"url": server.URL, "secret": tabard.NewSecret(current)})
	if err != nil {
		t.Fatal(err)
	}
	if err := sender.Send(t.Context(), notices("a")); err == nil || !strings.Contains(err.Error(), "not allowed") || reached {
		t.Errorf("Send = %v, reached %v", err, reached)
	}
}

func TestBadSettingsAreRefusedWithoutShowingThem(t *testing.T) {
	good := tabard.NewSecret(current)
	for name, s := range map[string]map[string]any{
		"no secret":          {"url": "https://hooks.example.com/"},
		"secret in the file": {"url": "https://hooks.example.com/", "secret": current},
		"short secret":       {"url": "https://hooks.example.com/", "secret": tabard.NewSecret("whsec_aHVudGVyMg==")},
		"no base64":          {"url": "https://hooks.example.com/", "secret": tabard.NewSecret("hunter2-hunter2-hunter2-hunter2-!")},
		"no url":             {"secret": good},
		"plain http":         {"url": "http://hooks.example.com/", "secret": good},
		"file":               {"url": "file:///etc/passwd", "secret": good, "allow_loopback": true},
		"password":           {"url": "https://u:hunter2@hooks.example.com/", "secret": good},
		"bad network":        {"url": "https://hooks.example.com/", "secret": good, "allow": []any{"10.0.0.1"}},
		"bad flag":           {"url": "https://hooks.example.com/", "secret": good, "allow_loopback": "yes"},
		"bad time":           {"url": "https://hooks.example.com/", "secret": good, "timeout_seconds": 0},
	} {
		if _, err := webhook.Sink().Open(s); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
