package app_test

import (
	"bytes"
	"encoding/json/v2"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/app"
	logdb "tabard.dev/tabard/internal/bus/sqlite"
	"tabard.dev/tabard/internal/config"
	"tabard.dev/tabard/internal/scan"
	"tabard.dev/tabard/sinks/ocsf"
	"tabard.dev/tabard/tabardtest"
)

// secretive gives the samples of all families that hold a fake secret, by family.
func secretive(t *testing.T) map[string][]string {
	t.Helper()
	paths, err := filepath.Glob("../../connectors/*/testdata/*/*.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for _, path := range paths {
		if strings.HasSuffix(path, ".refused.jsonl") {
			continue
		}
		family := filepath.Base(filepath.Dir(path))
		for _, line := range tabardtest.Lines(t, path) {
			if bytes.Contains(line, []byte(tabardtest.Canary)) {
				all[family] = append(all[family], string(line))
			}
		}
	}
	if len(all) < 15 {
		t.Fatalf("fake secrets in %d families, there are more", len(all))
	}
	return all
}

// hides fails when a text holds a fake secret.
func hides(t *testing.T, where string, text []byte) {
	t.Helper()
	if at := bytes.Index(text, []byte(tabardtest.Canary)); at >= 0 {
		t.Errorf("%s holds a secret: …%q…", where, text[max(0, at-200):min(len(text), at+60)])
	}
}

// TestHardening08NoSecretOnAnyRoad sends records with secrets of every family in by HTTP, by a tailed file and cut short, so that
// they are refused, and looks for them wherever anything comes out: lists, metrics, log, sinks, scan, backup, and every file of
// the data folder, the log's batches unpacked.
func TestHardening08NoSecretOnAnyRoad(t *testing.T) {
	samples := secretive(t)
	var told lockedBuffer
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(&told, r.Body) }))
	t.Cleanup(hook.Close)
	folder, logs, out := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "out.jsonl")
	s := start(t, folder, func(c *config.Config) {
		c.Sinks = []config.Sink{
			{Name: "file", Sink: "file", Settings: map[string]any{"path": out}},
			{Name: "hook", Sink: "webhook", Settings: map[string]any{"url": hook.URL, "secret": tabard.NewSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "allow_loopback": true}},
		}
		for family := range samples {
			c.Systems = append(c.Systems, config.System{Name: "tailed-" + family, Connector: "files", Source: family, Log: filepath.Join(logs, family+".log")})
		}
	})
	var accepted, sent int64
	for family, lines := range samples {
		whole := strings.Join(lines, "\n") + "\n"
		// A tailed record is a duplicate of one that was sent, unless it says another time: what is tailed is sent first.
		if err := os.WriteFile(filepath.Join(logs, family+".log"), []byte(whole), 0o600); err != nil {
			t.Fatal(err)
		}
		var short strings.Builder
		for _, line := range lines {
			short.WriteString(line[:len(line)-2] + "\n")
		}
		for what, body := range map[string]string{"whole": whole, "cut short": short.String()} {
			_, text := s.ask(t, http.MethodPost, "/v1/events?source="+url.QueryEscape(family)+"&system=sent", body)
			hides(t, "the answer to "+what+" "+family, []byte(text))
			var got struct{ Accepted, Duplicates, Rejected int64 }
			if err := json.Unmarshal([]byte(text), &got, json.MatchCaseInsensitiveNames(true)); err != nil {
				t.Fatalf("%s: %.200s", family, text)
			}
			accepted, sent = accepted+got.Accepted+got.Duplicates, sent+got.Accepted+got.Duplicates+got.Rejected
			if got.Rejected == 0 && what == "cut short" && family != "postgres.log" {
				t.Errorf("%s: nothing that is cut short was refused: %.200s", family, text)
			}
		}
	}
	s.ask(t, http.MethodPost, "/v1/findings/"+tabardtest.Canary+"/close", `{"reason":"none"}`)
	<-time.After(2 * time.Second) // what was refused is kept once a second, and tails look now and then
	for _, path := range []string{
		"identities", "credentials", "births", "grants", "findings", "events", "systems", "refused", "stats", "audit", "actions", "overview",
	} {
		_, text := s.ask(t, http.MethodGet, "/v1/"+path+"?limit=1000", "")
		if path != "audit" { // which tells who asked for what
			hides(t, "/v1/"+path, []byte(text))
		}
		if path == "refused" && strings.Count(text, `"reason"`) < len(samples)/2 {
			t.Errorf("%d refused records of %d families are listed", strings.Count(text, `"reason"`), len(samples))
		}
	}
	_, text := s.ask(t, http.MethodGet, "/metrics", "")
	hides(t, "/metrics", []byte(text))
	copied := filepath.Join(t.TempDir(), "backup")
	if _, err := app.Backup(t.Context(), folder, copied, "test"); err != nil {
		t.Fatal(err)
	}
	s.stop()
	if told.String() == "" {
		t.Error("the webhook was told nothing")
	}
	hides(t, "the webhook", []byte(told.String()))
	for line := range strings.Lines(s.log.String()) {
		hides(t, "the log", []byte(line))
	}
	written, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	hides(t, "the file sink", written)
	for _, kept := range []string{folder, copied} {
		hidesAll(t, kept)
	}
	scanned(t, logs)
	t.Logf("%d records with secrets of %d families, %d of them taken", sent, len(samples), accepted)
}

// hidesAll looks into every file of a folder, and into the batches of its log.
func hidesAll(t *testing.T, folder string) {
	t.Helper()
	if err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		hides(t, path, text)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	log, err := logdb.Open(t.Context(), logdb.Options{Path: filepath.Join(folder, "log.db")})
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close() //nolint:errcheck // only read
	records := 0
	for batch, err := range log.Read(t.Context(), 1) {
		if err != nil {
			t.Fatal(err)
		}
		for _, record := range batch.Records {
			records++
			hides(t, "the log's records of "+batch.Family, record)
		}
	}
	if records < 30 {
		t.Errorf("%d records on the log", records)
	}
}

// scanned scans a folder for events and for findings.
func scanned(t *testing.T, folder string) {
	t.Helper()
	o := app.ScanOptions{Paths: []string{folder}, Refused: func(r scan.Refusal) { hides(t, "why a record is refused", []byte(r.String())) }}
	show := func(where string, value any) error {
		text, err := json.Marshal(value)
		hides(t, where, text)
		return err
	}
	if _, err := app.ScanEvents(t.Context(), o, func(e ocsf.Event) error { return show("scan --events", e) }); err != nil {
		t.Fatal(err)
	}
	if _, err := app.Scan(t.Context(), o, func(f *tabard.Finding) error { return show("scan", f) }); err != nil {
		t.Fatal(err)
	}
}
