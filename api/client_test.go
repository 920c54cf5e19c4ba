package api_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tabard.dev/tabard/api"
)

func serve(t *testing.T, handler http.HandlerFunc) *api.Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	client, err := api.Open(server.URL, "the-token", nil)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func TestItemsWalksAllPagesWithTheToken(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer the-token" || r.URL.Path != "/v1/findings" || r.URL.Query().Get("severity") != "high" {
			t.Errorf("%s %s", r.URL, r.Header)
		}
		switch r.URL.Query().Get("cursor") {
		case "":
			fmt.Fprint(w, `{"items":[{"id":"a","b":1},{"id":"c"}],"next":"2"}`)
		case "2":
			fmt.Fprint(w, `{"items":[{"id":"d"}]}`)
		}
	})
	severity := api.ListFindingsParamsSeverityHigh
	var got []string
	for item, err := range api.Items(func(cursor string) (*http.Response, error) {
		return client.ListFindings(t.Context(), &api.ListFindingsParams{Severity: &severity, Cursor: &cursor})
	}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(item))
	}
	if text := strings.Join(got, " "); text != `{"id":"a","b":1} {"id":"c"} {"id":"d"}` {
		t.Errorf("%s", text)
	}
}

func TestARefusalIsWhatTheServerSays(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprint(w, `{"type":"about:blank","title":"Forbidden","status":403,"detail":"that needs the role admin","hint":"the token has the role viewer","errors":[{"location":"body.x","message":"m"}]}`)
	})
	_, err := api.Read[api.Stats](client.GetStats(t.Context()))
	var refused *api.Error
	if !errors.As(err, &refused) || refused.Status != 403 || refused.Error() != "that needs the role admin; body.x: m" || refused.NextStep() != "the token has the role viewer" {
		t.Errorf("%v", err)
	}
}

func TestAnAnswerFromSomebodyElseIsAnErrorToo(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadGateway)
		fmt.Fprint(w, `<html>proxy</html>`)
	})
	if _, err := api.Read[api.Stats](client.GetStats(t.Context())); err == nil || !strings.Contains(err.Error(), "502") {
		t.Errorf("%v", err)
	}
}

func TestATokenDoesNotFollowARedirect(t *testing.T) {
	var reached bool
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	defer other.Close()
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL, http.StatusTemporaryRedirect)
	})
	if _, err := api.Read[api.Stats](client.GetStats(context.Background())); err == nil || reached {
		t.Errorf("%v, reached %v", err, reached)
	}
}

func TestOnlyAnHTTPAddressIsOne(t *testing.T) {
	for _, url := range []string{"", "127.0.0.1:8787", "file:///etc/passwd", "tabard.example.com"} {
		if _, err := api.Open(url, "t", nil); err == nil {
			t.Errorf("%q was taken", url)
		}
	}
}
