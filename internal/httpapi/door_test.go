package httpapi_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/httpapi"
)

// sample gives a request that fits a route as far as its path goes.
func sample(r httpapi.Route) (method, path string) {
	return r.Method, strings.ReplaceAll(r.Path, "{id}", "none")
}

// Every route refuses who has no token, a wrong one, or one of a role that does not reach; the open ones are few and named.
func TestEveryRouteHasAnAuthorizer(t *testing.T) {
	w := newWorld(t, func(s *httpapi.Settings) { s.BehindProxy = true })
	var open []string
	sources := 0
	for _, route := range w.Routes() {
		method, path := sample(route)
		if route.Kind == httpapi.Open {
			open = append(open, path)
			continue
		}
		if route.Role.Rank() < access.Viewer.Rank() {
			t.Errorf("%s asks for the role %q", route.Name, route.Role)
		}
		for header, want := range map[string]int{
			"":                                 401,
			"Bearer ":                          401,
			"Bearer wrong":                     401,
			"Basic " + w.texts[access.Admin]:   401,
			w.texts[access.Admin]:              401,
			"Bearer  " + w.texts[access.Admin]: 401,
			"Bearer " + w.texts[access.Admin] + ", Bearer x": 401,
		} {
			sources++ // each from an address that nobody knows, so that none is asked to wait
			rec := w.ask(t, access.None, method, path, "", "Authorization", header, "X-Forwarded-For", "10.1."+itoa(sources/250)+"."+itoa(sources%250))
			problemOf(t, rec, want)
			if rec.Header().Get("WWW-Authenticate") == "" {
				t.Errorf("%s: no WWW-Authenticate", route.Name)
			}
		}
		for _, role := range []access.Role{access.Viewer, access.Operator} {
			if !role.Covers(route.Role) {
				problemOf(t, w.ask(t, role, method, path, ""), http.StatusForbidden)
			}
		}
	}
	slices.Sort(open)
	if want := []string{"/healthz", "/readyz"}; !slices.Equal(open, want) {
		t.Errorf("open routes: %v, want %v", open, want)
	}
}

// The mux must hold nothing that the list of routes does not.
func TestThereIsNoRouteBesidesTheList(t *testing.T) {
	w := newWorld(t)
	known := map[string]bool{}
	for _, route := range w.Routes() {
		known[route.Method+" "+route.Path] = true
	}
	for path, item := range w.Description().Paths {
		for method, op := range map[string]any{"GET": item.Get, "POST": item.Post, "PUT": item.Put, "DELETE": item.Delete, "PATCH": item.Patch} {
			if op != nil && !isNil(op) && !known[method+" "+path] {
				t.Errorf("%s %s is described and not on the list", method, path)
			}
		}
	}
	for _, path := range []string{"/docs", "/openapi", "/openapi.yaml", "/schemas/Finding.json", "/v1", "/v1/", "/debug/pprof/", "/v1/findings/", "/metrics/x", "/.well-known/x", "/access/v1/evaluation", "/v1/FINDINGS"} {
		problemOf(t, w.ask(t, access.Admin, "GET", path, ""), http.StatusNotFound)
	}
}

func TestAPathHasOneForm(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"//v1/findings", "/v1//findings", "/v1/./findings", "/v1/x/../findings", "/v1/%2e%2e/v1/findings", "/v1/findings/%2e", "/v1/findings/%00", "/v1/findings/a%0ab", "/./v1/findings", "/v1/findings/..%2f..", "/v1/%66indings/"} {
		if rec := w.ask(t, access.Admin, "GET", path, ""); rec.Code != http.StatusNotFound {
			t.Errorf("%s: %d %s", path, rec.Code, rec.Body)
		}
	}
	w.commit(finding("a/b"))
	if rec := w.ask(t, access.Viewer, "GET", "/v1/findings/a%2Fb", ""); rec.Code != http.StatusOK {
		t.Errorf("an id with a slash: %d %s", rec.Code, rec.Body)
	}
}

func TestWrongMethodsAndQueriesAreProblems(t *testing.T) {
	w := newWorld(t)
	rec := w.ask(t, access.Admin, "DELETE", "/v1/findings", "")
	problemOf(t, rec, http.StatusMethodNotAllowed)
	if allow := rec.Header().Get("Allow"); !strings.Contains(allow, "GET") {
		t.Errorf("Allow: %q", allow)
	}
	problemOf(t, w.ask(t, access.Admin, "POST", "/", ""), http.StatusMethodNotAllowed)
	problemOf(t, w.ask(t, access.Viewer, "GET", "/v1/findings?limit=1&limit=2", ""), http.StatusBadRequest)
	problemOf(t, w.ask(t, access.Viewer, "GET", "/v1/findings?a=%zz", ""), http.StatusBadRequest)
	problemOf(t, w.ask(t, access.Viewer, "GET", "/v1/findings?statee=open", ""), http.StatusUnprocessableEntity)
	for _, query := range []string{"limit=0", "limit=1001", "limit=-1", "limit=x", "limit=1e3", "state=OPEN", "state=nothing", "since=yesterday", "severity=hunter2"} {
		p := problemOf(t, w.ask(t, access.Viewer, "GET", "/v1/findings?"+query, ""), http.StatusUnprocessableEntity)
		if len(p.Errors) != 1 || strings.Contains(p.Errors[0].Message, "hunter2") {
			t.Errorf("%s: %+v", query, p)
		}
	}
}

func TestAPageFromElsewhereGetsNothing(t *testing.T) {
	w := newWorld(t, func(s *httpapi.Settings) { s.Hosts = []string{"tabard.example.com"} })
	for _, host := range []string{"localhost", "localhost:8787", "LOCALHOST", "127.0.0.1:8787", "[::1]:8787", "10.1.2.3", "tabard.example.com", "Tabard.Example.com:443"} {
		if rec := w.ask(t, access.Viewer, "GET", "/v1/stats", "", "Host", host); rec.Code != http.StatusOK {
			t.Errorf("Host %s: %d", host, rec.Code)
		}
	}
	for _, host := range []string{"evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "tabard.example.com.", "xtabard.example.com", "[::1].evil.example"} {
		for _, path := range []string{"/v1/stats", "/healthz", "/"} {
			problemOf(t, w.ask(t, access.Viewer, "GET", path, "", "Host", host), http.StatusMisdirectedRequest)
		}
	}
	for _, origin := range []string{"http://evil.example", "null", "http://localhost.evil.example", "http://localhost:1", "file://"} {
		problemOf(t, w.ask(t, access.Viewer, "GET", "/v1/stats", "", "Origin", origin), http.StatusForbidden)
	}
	if rec := w.ask(t, access.Viewer, "GET", "/v1/stats", "", "Origin", "http://localhost"); rec.Code != http.StatusOK {
		t.Errorf("our own origin: %d", rec.Code)
	}
	any := newWorld(t, func(s *httpapi.Settings) { s.AnyHost = true })
	if rec := any.ask(t, access.Viewer, "GET", "/v1/stats", "", "Host", "whatever.example"); rec.Code != http.StatusOK {
		t.Errorf("behind TLS: %d", rec.Code)
	}
}

func TestEveryAnswerCarriesTheSafeHeaders(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"/", "/healthz", "/v1/stats", "/v1/nothing", "/v1/systems/panics"} {
		rec := w.ask(t, access.Viewer, "GET", path, "")
		for header, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin"} {
			if got := rec.Header().Get(header); got != want {
				t.Errorf("%s: %s is %q, want %q", path, header, got, want)
			}
		}
		if csp := rec.Header().Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "frame-ancestors 'none'") {
			t.Errorf("%s: policy %q", path, csp)
		}
	}
}

func TestAPanicIsAProblemAndTheLogSaysWhy(t *testing.T) {
	w := newWorld(t)
	rec := w.ask(t, access.Viewer, "GET", "/v1/systems/x", "")
	p := problemOf(t, rec, http.StatusInternalServerError)
	if strings.Contains(rec.Body.String(), "hunter2") {
		t.Error("the answer shows the cause")
	}
	if log := w.log.String(); !strings.Contains(log, "a list that panics") || !strings.Contains(log, p.Instance) {
		t.Errorf("log: %s", log)
	}
}

func TestAStrangerIsAskedToWaitAndAGoodTokenIsNot(t *testing.T) {
	w := newWorld(t)
	for range 25 {
		w.ask(t, access.None, "GET", "/v1/stats", "")
	}
	rec := w.ask(t, access.None, "GET", "/v1/stats", "", "Authorization", "Bearer x")
	problemOf(t, rec, http.StatusTooManyRequests)
	if rec.Header().Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	if rec := w.ask(t, access.Viewer, "GET", "/v1/stats", ""); rec.Code != http.StatusOK {
		t.Errorf("the same address with a good token: %d", rec.Code)
	}
	if n := len(w.entries(t)); n > 30 {
		t.Errorf("%d entries on the trail", n)
	}
}

// Many addresses together cannot fill the trail either.
func TestAFloodOfStrangersDoesNotFillTheTrail(t *testing.T) {
	w := newWorld(t, func(s *httpapi.Settings) { s.BehindProxy = true })
	for i := range 300 {
		w.ask(t, access.None, "GET", "/v1/stats", "", "X-Forwarded-For", "198.51.100."+itoa(i%250)+", 10.0."+itoa(i/250)+"."+itoa(i%250))
	}
	before := 0
	for _, e := range w.entries(t) {
		if e.Decision == "refused" {
			before++
		}
	}
	if before > 25 {
		t.Errorf("%d of 300 refusals have entries of their own", before)
	}
}

func TestBehindAProxyTheLastForwardedAddressCounts(t *testing.T) {
	w := newWorld(t, func(s *httpapi.Settings) { s.BehindProxy = true })
	w.ask(t, access.Viewer, "POST", "/v1/findings/x/close", "{}", "X-Forwarded-For", "203.0.113.9, ::ffff:192.0.2.1")
	direct := newWorld(t)
	direct.ask(t, access.Viewer, "POST", "/v1/findings/x/close", "{}", "X-Forwarded-For", "203.0.113.9")
	if got := w.entries(t)[0].Posture; !strings.HasSuffix(got, "from 192.0.2.1") {
		t.Errorf("behind a proxy: %q", got)
	}
	if got := direct.entries(t)[0].Posture; strings.Contains(got, "203.0.113.9") {
		t.Errorf("with no proxy a forged address is believed: %q", got)
	}
}

// A stranger learns nothing from how a refusal looks or how long it takes.
func TestRefusalsAreEqual(t *testing.T) {
	w := newWorld(t, func(s *httpapi.Settings) { s.BehindProxy = true })
	good := w.texts[access.Admin]
	kinds := []string{good[:len(good)-1] + "#", "tabard_aaaaaaaaaaaaaaaa_" + good[24:], "x", ""}
	var bodies []string
	for i, token := range kinds {
		rec := w.ask(t, access.None, "GET", "/v1/findings/none", "", "Authorization", "Bearer "+token, "X-Forwarded-For", "192.0.2."+itoa(i))
		p := problemOf(t, rec, http.StatusUnauthorized)
		bodies = append(bodies, strings.ReplaceAll(rec.Body.String(), p.Instance, "ID"))
	}
	for _, body := range bodies[1:] {
		if body != bodies[0] {
			t.Errorf("%s and %s differ", bodies[0], body)
		}
	}
}
