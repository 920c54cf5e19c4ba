package httpapi_test

import (
	"bytes"
	"context"
	"encoding/json/v2"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/audit"
	"tabard.dev/tabard/internal/httpapi"
	"tabard.dev/tabard/internal/ingest"
	"tabard.dev/tabard/internal/store"
	"tabard.dev/tabard/internal/store/sqlite"
	"tabard.dev/tabard/internal/telemetry"
)

// world is a server with everything round it: real tokens and trail, and lists, log and pipeline that work in memory.
type world struct {
	*httpapi.Server
	mu       sync.Mutex
	findings []tabard.Finding
	outbox   []store.Outgoing
	kept     int64 // first position still kept, less one
	next     chan struct{}
	said     []httpapi.Said
	off      bool // the detection of the catalogue
	received bytes.Buffer
	intake   ingest.Origin
	err      error // of the receiver and the lists, to fail them
	problems []string

	tokens  *access.Tokens
	trail   *audit.Trail
	table   audit.Table
	db      *sqlite.DB
	folder  string
	key     audit.Key
	log     lockedBuffer
	metrics *telemetry.Metrics
	texts   map[access.Role]string
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func newWorld(t *testing.T, change ...func(*httpapi.Settings)) *world {
	t.Helper()
	w := &world{next: make(chan struct{}), folder: t.TempDir(), texts: map[access.Role]string{}, key: audit.NewKey([]byte("installation"))}
	db, err := sqlite.Open(t.Context(), w.folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	w.db = db
	w.table = audit.NewTable(db)
	if w.tokens, err = access.Open(t.Context(), access.NewTable(db)); err != nil {
		t.Fatal(err)
	}
	if w.trail, err = audit.Open(t.Context(), w.table, w.key, w.folder); err != nil {
		t.Fatal(err)
	}
	root := access.Caller{ID: "start", Role: access.Admin, Expires: time.Now().Add(time.Hour)}
	for _, role := range []access.Role{access.Viewer, access.Operator, access.Admin} {
		_, text, err := w.tokens.Create(t.Context(), root, "the-"+string(role), role, time.Hour, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		w.texts[role] = text.Reveal()
	}
	w.metrics = telemetry.New(telemetry.Settings{Version: "test"})
	s := httpapi.Settings{
		Log: slog.New(slog.NewJSONHandler(&w.log, nil)), Lists: w, Events: noEvents{}, Detections: w, Receiver: w, Sayer: w, Health: w, News: w,
		Tokens: w.tokens, Trail: w.trail, Audit: w, Metrics: w.metrics, Body: 1 << 20, Streams: 2, Patience: 10 * time.Second,
	}
	for _, c := range change {
		c(&s)
	}
	w.Server = httpapi.New(s)
	return w
}

// ask sends one request, as the role; a role of "" sends no token.
func (w *world) ask(t *testing.T, role access.Role, method, path, body string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, "http://localhost"+path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if role != access.None {
		r.Header.Set("Authorization", "Bearer "+w.texts[role])
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	if host := r.Header.Get("Host"); host != "" {
		r.Host = host
	}
	rec := httptest.NewRecorder()
	w.Handler().ServeHTTP(rec, r)
	return rec
}

// problemOf reads an answer that must be a problem of the status.
func problemOf(t *testing.T, rec *httptest.ResponseRecorder, status int) httpapi.Problem {
	t.Helper()
	var p httpapi.Problem
	if rec.Code != status || rec.Header().Get("Content-Type") != "application/problem+json" {
		t.Fatalf("answered %d %s %s, want a problem of %d", rec.Code, rec.Header().Get("Content-Type"), rec.Body, status)
	}
	if err := json.Unmarshal(rec.Body.Bytes(), &p, json.RejectUnknownMembers(true)); err != nil {
		t.Fatalf("%v in %s", err, rec.Body)
	}
	if p.Status != status || p.Title == "" && status != 499 || p.Type != "about:blank" || p.Instance == "" || p.Instance != rec.Header().Get("X-Request-Id") {
		t.Errorf("%+v, request %q", p, rec.Header().Get("X-Request-Id"))
	}
	return p
}

func decode[T any](t *testing.T, rec *httptest.ResponseRecorder, status int) T {
	t.Helper()
	var v T
	if rec.Code != status {
		t.Fatalf("answered %d %s, want %d", rec.Code, rec.Body, status)
	}
	if err := json.Unmarshal(rec.Body.Bytes(), &v); err != nil {
		t.Fatalf("%v in %s", err, rec.Body)
	}
	return v
}

func (w *world) entries(t *testing.T) []audit.Line {
	t.Helper()
	if err := w.trail.Flush(t.Context(), time.Now()); err != nil {
		t.Fatal(err)
	}
	lines, err := audit.Read(t.Context(), w.table, 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// files gives the text of every file in the data folder.
func (w *world) files(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(w.folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		all[d.Name()] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// commit adds a result, as the pipeline does.
func (w *world) commit(f tabard.Finding) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.findings = append(w.findings, f)
	position := w.kept + int64(len(w.outbox)) + 1
	w.outbox = append(w.outbox, store.Outgoing{Position: position, Notice: tabard.Notice{ID: f.ID, Type: "finding", Data: f}})
	close(w.next)
	w.next = make(chan struct{})
}

func (w *world) Next() <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.next
}

func (w *world) Problems() []string { return append([]string{}, w.problems...) }

func (w *world) Say(_ context.Context, said httpapi.Said) error {
	if w.err != nil {
		return w.err
	}
	w.said = append(w.said, said)
	if said.What == httpapi.SwitchDetection {
		w.off = said.Off
	}
	for i := range w.findings {
		if w.findings[i].ID == said.About && said.What == httpapi.CloseFinding {
			w.findings[i].State = tabard.FindingClosed
		}
	}
	return nil
}

func (w *world) Receive(_ context.Context, from ingest.Origin, _ int64, body io.Reader) (ingest.Result, error) {
	w.received.Reset()
	w.intake = from
	if _, err := io.Copy(&w.received, body); err != nil {
		return ingest.Result{}, &ingest.StreamError{Err: err}
	}
	return ingest.Result{Accepted: bytes.Count(w.received.Bytes(), []byte("\n"))}, w.err
}

func (w *world) Read(ctx context.Context, after int64, limit int) ([]audit.Line, error) {
	return audit.Read(ctx, w.table, after, limit)
}

func (w *world) Verify(ctx context.Context, noted *audit.Head) (audit.Report, error) {
	return audit.Verify(ctx, w.table, w.key, w.folder, noted)
}

func (w *world) Findings(_ context.Context, q store.Query) (store.Page[tabard.Finding], error) {
	var p store.Page[tabard.Finding]
	if w.err != nil {
		return p, w.err
	}
	from, _ := strconv.Atoi(q.Cursor)
	for i := from; i < len(w.findings); i++ {
		if len(p.Items) == q.Limit {
			p.Next = strconv.Itoa(i)
			break
		}
		if state := q.Filters["state"]; state == "" || state == string(w.findings[i].State) {
			p.Items = append(p.Items, w.findings[i])
		}
	}
	return p, nil
}

func (w *world) Finding(_ context.Context, id string) (tabard.Finding, error) {
	for _, f := range w.findings {
		if f.ID == id {
			return f, nil
		}
	}
	return tabard.Finding{}, fmt.Errorf("finding %q: %w", id, store.ErrNotFound)
}

func (w *world) Outbox(_ context.Context, after int64, limit int) ([]store.Outgoing, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	var page []store.Outgoing
	for _, o := range w.outbox {
		if o.Position > after && len(page) < limit {
			page = append(page, o)
		}
	}
	return page, nil
}

func (w *world) OutboxBounds(context.Context) (first, last int64, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.outbox) == 0 {
		return 0, 0, nil
	}
	return w.kept + 1, w.kept + int64(len(w.outbox)), nil
}

func empty[T any](store.Query) (store.Page[T], error) { return store.Page[T]{}, nil }

func (w *world) Identities(_ context.Context, q store.Query) (store.Page[tabard.Identity], error) {
	return empty[tabard.Identity](q)
}

func (w *world) Identity(_ context.Context, id string) (tabard.Identity, error) {
	if id == "i1" {
		return tabard.Identity{ID: id}, nil
	}
	return tabard.Identity{}, store.ErrNotFound
}

func (w *world) Credentials(_ context.Context, q store.Query) (store.Page[tabard.Credential], error) {
	return empty[tabard.Credential](q)
}

func (w *world) Credential(context.Context, string) (tabard.Credential, error) {
	return tabard.Credential{}, store.ErrNotFound
}

func (w *world) Births(_ context.Context, q store.Query) (store.Page[tabard.Birth], error) {
	return empty[tabard.Birth](q)
}

func (w *world) Birth(context.Context, string) (tabard.Birth, error) {
	return tabard.Birth{}, store.ErrNotFound
}

func (w *world) Grants(_ context.Context, q store.Query) (store.Page[tabard.Grant], error) {
	return store.Page[tabard.Grant]{}, &store.BadQueryError{Field: "cursor", Why: "not a cursor of this list"}
}

func (w *world) Grant(context.Context, string) (tabard.Grant, error) {
	return tabard.Grant{}, store.ErrNotFound
}

func (w *world) Systems(_ context.Context, q store.Query) (store.Page[store.System], error) {
	return empty[store.System](q)
}

func (w *world) System(context.Context, string) (store.System, error) {
	panic("a list that panics: hunter2")
}

func (w *world) Refused(_ context.Context, q store.Query) (store.Page[store.Refused], error) {
	return empty[store.Refused](q)
}

func (w *world) Overview(_ context.Context, since time.Time) (store.Overview, error) {
	return store.Overview{Orphans: 3, Systems: map[string]int64{}, Births: []store.Hour{{Start: since, Count: 1}}}, nil
}

func (w *world) IdentityFacets(_ context.Context, filters map[string]string) (store.Facets, error) {
	return store.Facets{Fields: []store.Facet{{Field: filters["kind"]}}}, w.err
}

func (w *world) CredentialFacets(context.Context, map[string]string) (store.Facets, error) {
	return store.Facets{}, w.err
}

func (w *world) BirthFacets(context.Context, map[string]string) (store.Facets, error) {
	return store.Facets{}, w.err
}

func (w *world) FindingFacets(context.Context, map[string]string) (store.Facets, error) {
	return store.Facets{}, w.err
}

func (w *world) Stats(context.Context) (store.Stats, error) { return store.Stats{Findings: 7}, nil }

func (w *world) Detections(_ context.Context, q store.Query) (store.Page[store.Detection], error) {
	return store.Page[store.Detection]{Items: []store.Detection{{ID: "a.b", Title: q.Filters["nhi"]}}}, nil
}

func (w *world) Detection(_ context.Context, id string) (store.Detection, error) {
	if id != "a.b" && id != "policy.a" {
		return store.Detection{}, store.ErrNotFound
	}
	return store.Detection{ID: id, Fixed: id == "policy.a", Enabled: !w.off}, nil
}

func (w *world) Rules() store.Rules { return store.Rules{Folder: true, Rules: 2} }

func (w *world) Try(_ context.Context, family, records string) (store.Tried, error) {
	if family == "nope" {
		return store.Tried{}, &store.BadQueryError{Field: "family", Why: "there is no such family of records"}
	}
	return store.Tried{Records: []store.TriedRecord{{Record: records}}}, nil
}

type noEvents struct{}

func (noEvents) Events(_ context.Context, q store.Query) (store.Page[store.Event], error) {
	return empty[store.Event](q)
}

func (noEvents) Event(context.Context, string) (store.Event, error) {
	return store.Event{}, store.ErrNotFound
}

func (noEvents) Activity(_ context.Context, _ string, since, _ time.Time) (store.Activity, error) {
	return store.Activity{First: since, Hours: make([]int64, store.HoursOfWeek)}, nil
}

func (noEvents) Record(_ context.Context, id string) (tabard.Record, error) {
	if id == "text" {
		return tabard.Record("<script>alert(1)</script>"), nil
	}
	return tabard.Record(`{"a":1}`), nil
}
