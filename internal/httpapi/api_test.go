package httpapi_test

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"errors"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/audit"
	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/httpapi"
	"tabard.dev/tabard/internal/ingest"
	"tabard.dev/tabard/internal/store"
)

func itoa(n int) string { return strconv.Itoa(n) }

func isNil(v any) bool { return reflect.ValueOf(v).IsNil() }

func finding(id string) tabard.Finding {
	return tabard.Finding{ID: id, Detection: "credential-created.aws.cloudtrail", Severity: tabard.High, State: tabard.FindingOpen, Summary: "s"}
}

type pageOf[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next"`
}

func TestListsComeInPages(t *testing.T) {
	w := newWorld(t)
	if body := w.ask(t, access.Viewer, "GET", "/v1/findings", "").Body.String(); body != `{"items":[]}` {
		t.Errorf("an empty list is %s", body)
	}
	for i := range 250 {
		w.commit(finding("f" + itoa(i)))
	}
	var seen int
	cursor := ""
	for {
		p := decode[pageOf[tabard.Finding]](t, w.ask(t, access.Viewer, "GET", "/v1/findings?cursor="+cursor, ""), 200)
		seen += len(p.Items)
		if len(p.Items) > 100 {
			t.Fatalf("a page of %d without a limit", len(p.Items))
		}
		if cursor = p.Next; cursor == "" {
			break
		}
	}
	if seen != 250 {
		t.Errorf("%d of 250", seen)
	}
	one := decode[tabard.Finding](t, w.ask(t, access.Viewer, "GET", "/v1/findings/f7", ""), 200)
	if one.ID != "f7" {
		t.Errorf("%+v", one)
	}
	problemOf(t, w.ask(t, access.Viewer, "GET", "/v1/findings/none", ""), http.StatusNotFound)
	p := problemOf(t, w.ask(t, access.Viewer, "GET", "/v1/grants?cursor=bogus", ""), http.StatusUnprocessableEntity)
	if len(p.Errors) != 1 || p.Errors[0].Location != "query.cursor" {
		t.Errorf("%+v", p)
	}
}

// The API offers exactly the filters that the store understands, list by list.
func TestTheFiltersAreTheStores(t *testing.T) {
	w := newWorld(t)
	for path, list := range map[string]store.List{
		"/v1/identities": store.Identities, "/v1/credentials": store.Credentials, "/v1/births": store.Births, "/v1/grants": store.Grants,
		"/v1/findings": store.Findings, "/v1/events": store.Events, "/v1/systems": store.Systems, "/v1/refused": store.RefusedList,
	} {
		var names []string
		for _, p := range w.Description().Paths[path].Get.Parameters {
			if p.In == "query" && !slices.Contains([]string{"limit", "cursor", "sort"}, p.Name) {
				names = append(names, p.Name)
			}
		}
		want := store.Filters(list)
		slices.Sort(names)
		slices.Sort(want)
		if !slices.Equal(names, want) {
			t.Errorf("%s offers %v, the store understands %v", path, names, want)
		}
	}
}

func TestWhatPeopleSayIsAuditedBeforeItIsDone(t *testing.T) {
	w := newWorld(t)
	w.commit(finding("f1"))
	got := decode[tabard.Finding](t, w.ask(t, access.Operator, "POST", "/v1/findings/f1/close", `{"reason":"known test account"}`), 200)
	if got.State != tabard.FindingClosed || len(w.said) != 1 || w.said[0].By != "the-operator" || w.said[0].Reason != "known test account" {
		t.Errorf("%+v, said %+v", got, w.said)
	}
	lines := w.entries(t)
	if len(lines) != 2 || lines[0].Decision != audit.Allowed || lines[1].Decision != audit.Done || lines[0].Correlation != lines[1].Correlation || lines[0].Resource != "finding f1" || lines[0].Reason != "known test account" || !strings.Contains(lines[0].Agent, "the-operator") {
		t.Errorf("%+v", lines)
	}
	until := time.Now().Add(time.Hour).UTC().Format(time.RFC3339)
	decode[tabard.Finding](t, w.ask(t, access.Operator, "POST", "/v1/findings/f1/snooze", `{"reason":"r","until":"`+until+`"}`), 200)
	decode[tabard.Finding](t, w.ask(t, access.Operator, "POST", "/v1/findings/f1/assign", `{"reason":"r","owner":"team:payments"}`), 200)
	decode[tabard.Identity](t, w.ask(t, access.Operator, "POST", "/v1/identities/i1/assign", `{"reason":"r","owner":"user:a@example.com"}`), 200)
	if len(w.said) != 4 || w.said[3].What != httpapi.AssignIdentity || w.said[3].Owner != "user:a@example.com" {
		t.Errorf("%+v", w.said)
	}
	for _, bad := range []string{
		`{"reason":"r","until":"2020-01-01T00:00:00Z"}`, `{"reason":"r","until":"9999-01-01T00:00:00Z"}`, `{"reason":"","until":"` + until + `"}`, `{"until":"` + until + `"}`,
	} {
		problemOf(t, w.ask(t, access.Operator, "POST", "/v1/findings/f1/snooze", bad), http.StatusUnprocessableEntity)
	}
	for _, owner := range []string{"payments", "team:", "team:a b", `team:a\nb`, "group:x"} {
		problemOf(t, w.ask(t, access.Operator, "POST", "/v1/findings/f1/assign", `{"reason":"r","owner":"`+owner+`"}`), http.StatusUnprocessableEntity)
	}
	problemOf(t, w.ask(t, access.Operator, "POST", "/v1/findings/none/close", `{"reason":"r"}`), http.StatusNotFound)
	if len(w.said) != 4 {
		t.Errorf("a refused request was said: %+v", w.said)
	}
}

func TestNothingIsChangedWithoutTheTrailAndReadingGoesOn(t *testing.T) {
	w := newWorld(t)
	w.commit(finding("f1"))
	err := w.db.Write(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(t.Context(), "DROP TABLE audit_entry")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	problemOf(t, w.ask(t, access.Operator, "POST", "/v1/findings/f1/close", `{"reason":"r"}`), http.StatusServiceUnavailable)
	problemOf(t, w.ask(t, access.Admin, "POST", "/v1/tokens", `{"name":"a","role":"viewer"}`), http.StatusServiceUnavailable)
	if len(w.said) != 0 || len(w.tokens.List(access.Caller{Role: access.Admin})) != 3 {
		t.Errorf("changed without a trail: said %v", w.said)
	}
	if rec := w.ask(t, access.Viewer, "GET", "/v1/findings", ""); rec.Code != http.StatusOK {
		t.Errorf("reading: %d", rec.Code)
	}
}

// Every change and every refusal is on the trail, whichever route it came by.
func TestEveryChangingRouteLeavesAnEntry(t *testing.T) {
	for _, route := range newWorld(t).Routes() {
		if route.Kind != httpapi.Change {
			continue
		}
		for _, body := range []string{"", "{}", `{"reason":"r"}`, "nonsense"} {
			w := newWorld(t)
			method, path := sample(route)
			w.ask(t, access.Admin, method, path, body)
			if lines := w.entries(t); len(lines) == 0 || lines[0].Action != route.Name || lines[0].Decision == audit.Counted {
				t.Errorf("%s with %q: %+v", route.Name, body, lines)
			}
		}
	}
}

func TestReadingAndFeedingAreOnTheTrailInBrief(t *testing.T) {
	w := newWorld(t)
	for range 5 {
		w.ask(t, access.Viewer, "GET", "/v1/findings", "")
		w.ask(t, access.Operator, "POST", "/v1/events", "{}\n")
	}
	lines := w.entries(t)
	if len(lines) != 2 || lines[0].Calls != 5 || lines[1].Calls != 5 {
		t.Errorf("%+v", lines)
	}
}

func TestRecordsAreTakenInAsTheyCome(t *testing.T) {
	w := newWorld(t)
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write([]byte("{}\n{}\n"))
	_ = z.Close()
	for name, send := range map[string]struct {
		body    string
		headers []string
	}{
		"plain":             {"{}\n{}\n", nil},
		"gzip":              {packed.String(), []string{"Content-Encoding", "gzip"}},
		"gzip, not said so": {packed.String(), []string{"Content-Type", "application/octet-stream"}},
		"some other type":   {"{}\n{}\n", []string{"Content-Type", "text/plain"}},
	} {
		got := decode[struct {
			Accepted int `json:"accepted"`
		}](t, w.ask(t, access.Operator, "POST", "/v1/events?source=aws.cloudtrail&system=aws-prod", send.body, send.headers...), http.StatusAccepted)
		if got.Accepted != 2 || w.received.String() != "{}\n{}\n" || w.intake != (ingest.Origin{Family: "aws.cloudtrail", System: "aws-prod"}) {
			t.Errorf("%s: %+v, %q, %+v", name, got, w.received.String(), w.intake)
		}
	}
	bomb := &bytes.Buffer{}
	z = gzip.NewWriter(bomb)
	_, _ = z.Write(make([]byte, 8<<20))
	_ = z.Close()
	problemOf(t, w.ask(t, access.Operator, "POST", "/v1/events", bomb.String()), http.StatusRequestEntityTooLarge)
	problemOf(t, w.ask(t, access.Operator, "POST", "/v1/events", strings.Repeat("x", 2<<20)), http.StatusRequestEntityTooLarge)
	problemOf(t, w.ask(t, access.Operator, "POST", "/v1/events", packed.String()[:15]), http.StatusBadRequest)
	problemOf(t, w.ask(t, access.Operator, "POST", "/v1/events", "x", "Content-Encoding", "gzip"), http.StatusBadRequest)
	problemOf(t, w.ask(t, access.Operator, "POST", "/v1/events", "x", "Content-Encoding", "br"), http.StatusUnsupportedMediaType)
	problemOf(t, w.ask(t, access.Operator, "POST", "/v1/events?system=a%0Ab", "x"), http.StatusUnprocessableEntity)
}

func TestWhatGoesWrongInsideHasItsStatus(t *testing.T) {
	w := newWorld(t)
	for _, test := range []struct {
		err    error
		status int
		again  string
	}{
		{&ingest.BusyError{RetryAfter: 1500 * time.Millisecond}, 429, "2"},
		{bus.ErrFull, 503, "5"},
		{bus.ErrReadOnly, 503, "5"},
		{&ingest.FamilyError{Err: errors.New("no family hunter2")}, 422, ""},
		{errors.New("disk on fire: hunter2"), 500, ""},
	} {
		w.err = test.err
		rec := w.ask(t, access.Operator, "POST", "/v1/events", "{}")
		problemOf(t, rec, test.status)
		if rec.Header().Get("Retry-After") != test.again || strings.Contains(rec.Body.String(), "hunter2") {
			t.Errorf("%v: Retry-After %q, %s", test.err, rec.Header().Get("Retry-After"), rec.Body)
		}
	}
	if !strings.Contains(w.log.String(), "disk on fire") {
		t.Error("the log does not say what went wrong")
	}
}

func TestTokensAreMadeShownOnceAndEnded(t *testing.T) {
	w := newWorld(t)
	made := decode[struct {
		Token access.Token `json:"token"`
		Text  string       `json:"text"`
	}](t, w.ask(t, access.Admin, "POST", "/v1/tokens", `{"name":"ci","role":"operator"}`), http.StatusCreated)
	w.texts["ci"] = made.Text
	self := decode[access.Token](t, w.ask(t, "ci", "GET", "/v1/tokens/self", ""), 200)
	if self.Name != "ci" || self.Role != access.Operator {
		t.Errorf("%+v", self)
	}
	problemOf(t, w.ask(t, "ci", "POST", "/v1/tokens", `{"name":"more","role":"operator"}`), http.StatusForbidden)
	problemOf(t, w.ask(t, "ci", "POST", "/v1/tokens", `{"name":"more","role":"admin"}`), http.StatusForbidden)
	problemOf(t, w.ask(t, access.Admin, "POST", "/v1/tokens", `{"name":"a,b","role":"viewer"}`), http.StatusUnprocessableEntity)
	problemOf(t, w.ask(t, access.Admin, "POST", "/v1/tokens", `{"name":"a","role":"root"}`), http.StatusUnprocessableEntity)
	problemOf(t, w.ask(t, access.Viewer, "DELETE", "/v1/tokens/"+made.Token.ID, ""), http.StatusNotFound)
	if rec := w.ask(t, access.Admin, "GET", "/v1/tokens", ""); strings.Contains(rec.Body.String(), made.Text) {
		t.Error("the list shows a token's text")
	}
	if rec := w.ask(t, access.Admin, "DELETE", "/v1/tokens/"+made.Token.ID+"?reason=left", ""); rec.Code != 200 {
		t.Fatalf("%d %s", rec.Code, rec.Body)
	}
	problemOf(t, w.ask(t, "ci", "GET", "/v1/tokens/self", ""), http.StatusUnauthorized)
	report := decode[audit.Report](t, w.ask(t, access.Admin, "GET", "/v1/audit/verify", ""), 200)
	if !report.OK || report.Entries == 0 {
		t.Errorf("%+v", report)
	}
	lines := decode[pageOf[audit.Line]](t, w.ask(t, access.Admin, "GET", "/v1/audit?limit=1000", ""), 200)
	var remedies int
	for _, line := range lines.Items {
		if line.Remedy != "" && line.Reason == "left" {
			remedies++
		}
	}
	if remedies != 2 {
		t.Errorf("the revocation and its cause are on the trail %d times, want before and after: %+v", remedies, lines)
	}
}

func TestReadinessTellsTheProblems(t *testing.T) {
	w := newWorld(t)
	if rec := w.ask(t, access.None, "GET", "/readyz", ""); rec.Code != 200 {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
	w.problems = []string{"log: not writable"}
	if rec := w.ask(t, access.None, "GET", "/readyz", ""); rec.Code != 503 || !strings.Contains(rec.Body.String(), "not writable") {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
	if rec := w.ask(t, access.None, "GET", "/healthz", ""); rec.Code != 200 || rec.Body.String() != `{"status":"ok"}` {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
	if rec := w.ask(t, access.None, "GET", "/", ""); rec.Code != 200 || !strings.HasPrefix(rec.Header().Get("Content-Type"), "text/html") {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
}

func TestARecordIsNeverAPage(t *testing.T) {
	w := newWorld(t)
	rec := w.ask(t, access.Viewer, "GET", "/v1/events/text/record", "")
	if rec.Code != 200 || !strings.HasPrefix(rec.Header().Get("Content-Type"), "text/plain") || !strings.HasPrefix(rec.Header().Get("Content-Disposition"), "attachment") {
		t.Errorf("%d %v", rec.Code, rec.Header())
	}
	if rec := w.ask(t, access.Viewer, "GET", "/v1/events/x/record", ""); rec.Header().Get("Content-Type") != "application/json" || rec.Body.String() != `{"a":1}` {
		t.Errorf("%v %s", rec.Header(), rec.Body)
	}
}
