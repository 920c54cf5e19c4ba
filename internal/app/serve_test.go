package app_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json/v2"
	"encoding/pem"
	"io"
	"io/fs"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/app"
	logdb "tabard.dev/tabard/internal/bus/sqlite"
	"tabard.dev/tabard/internal/config"
)

// server is a running server with its data folder.
type server struct {
	folder, url, token string
	log                *lockedBuffer
	stop               func()
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

// start runs a server on a folder until stop, or the test's end.
func start(t *testing.T, folder string, change func(*config.Config)) *server {
	t.Helper()
	c := config.Default()
	c.Data, c.Listen = folder, "127.0.0.1:0"
	if change != nil {
		change(&c)
	}
	s := &server{folder: folder, log: &lockedBuffer{}}
	ready, ended := make(chan string, 1), make(chan error, 1)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		ended <- app.Serve(ctx, app.ServeOptions{
			Config: c, Version: "test", Log: slog.New(slog.NewJSONHandler(s.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
			Ready: func(url string) { ready <- url },
		})
	}()
	select {
	case s.url = <-ready:
	case err := <-ended:
		t.Fatalf("Serve = %v", err)
	}
	text, err := os.ReadFile(filepath.Join(folder, "admin.token"))
	if err != nil {
		t.Fatal(err)
	}
	s.token = strings.TrimSpace(string(text))
	s.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Serve = %v", err)
		}
	})
	t.Cleanup(s.stop)
	return s
}

func (s *server) ask(t *testing.T, method, path, body string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), method, s.url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+s.token)
	if body != "" && !strings.HasPrefix(path, "/v1/events") {
		r.Header.Set("Content-Type", "application/json")
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // only read
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

// settled waits until so many records were accepted and judged.
func (s *server) settled(t *testing.T, accepted int64) {
	t.Helper()
	for range 1500 {
		var stats struct {
			Events struct {
				Accepted int64 `json:"accepted"`
			} `json:"events"`
			LagMS int64 `json:"lag_ms"`
		}
		_, text := s.ask(t, http.MethodGet, "/v1/stats", "")
		if err := json.Unmarshal([]byte(text), &stats); err != nil {
			t.Fatal(err)
		}
		if stats.Events.Accepted >= accepted && stats.LagMS == 0 {
			return
		}
		<-time.After(20 * time.Millisecond)
	}
	t.Fatal("the server does not settle")
}

// keyMade is a CloudTrail record of a key that was made, with everything where a secret may hide.
func keyMade(id, canary string) string {
	return `{"eventVersion":"1.08","eventTime":"2026-11-01T10:00:00Z","eventSource":"iam.amazonaws.com","eventName":"CreateAccessKey","awsRegion":"us-east-1",` +
		`"sourceIPAddress":"192.0.2.1","userAgent":"aws-cli/2.1","eventID":"` + id + `","eventType":"AwsApiCall","recipientAccountId":"111122223333",` +
		`"userIdentity":{"type":"IAMUser","principalId":"AIDAEXAMPLEADA","arn":"arn:aws:iam::111122223333:user/ada","accountId":"111122223333","accessKeyId":"AKIAIOSFODNN7EXAMPLE","userName":"ada"},` +
		`"requestParameters":{"userName":"bot","password":"` + canary + `"},` +
		`"responseElements":{"accessKey":{"userName":"bot","accessKeyId":"AKIAIOSFODNN7EXAMPL2","status":"Active","secretAccessKey":"` + canary + `"}}}`
}

// Secrets in what systems and callers send come out nowhere: no list, stream, log line, metric, sink or file of the data
// folder, the log's batches unpacked.
func TestACanaryComesOutNowhere(t *testing.T) {
	const canary = "wJalrXUtnFEMIcanaryK7MDENGbPxRfiCYEXAMPLE"
	folder := t.TempDir()
	var told lockedBuffer
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(&told, r.Body) }))
	t.Cleanup(hook.Close)
	out := filepath.Join(t.TempDir(), "out.jsonl")
	s := start(t, folder, func(c *config.Config) {
		c.Sinks = []config.Sink{
			{Name: "file", Sink: "file", Settings: map[string]any{"path": out}},
			{Name: "hook", Sink: "webhook", Settings: map[string]any{"url": hook.URL + "/" + canary, "secret": tabard.NewSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "allow_loopback": true}},
		}
	})
	for _, body := range []string{keyMade("e1", canary), keyMade("e2", canary) + "\n" + strings.TrimSuffix(keyMade("e3", canary), `"}}}`), `{"Records":[` + keyMade("e4", canary) + `]}`} {
		if status, text := s.ask(t, http.MethodPost, "/v1/events?source=aws.cloudtrail", body); status != http.StatusAccepted || strings.Contains(text, canary) {
			t.Errorf("%d %s", status, text)
		}
	}
	s.settled(t, 3)
	for range 500 { // refused records are kept a little later
		if _, text := s.ask(t, http.MethodGet, "/v1/refused", ""); !strings.Contains(text, `"items":[]`) {
			break
		}
		<-time.After(10 * time.Millisecond)
	}
	for _, path := range []string{"/v1/identities", "/v1/credentials", "/v1/births", "/v1/grants", "/v1/findings", "/v1/events", "/v1/systems", "/v1/refused", "/v1/stats", "/metrics", "/v1/audit"} {
		if _, text := s.ask(t, http.MethodGet, path, ""); strings.Contains(text, canary) {
			t.Errorf("%s shows the canary", path)
		}
	}
	for range 500 {
		if strings.Contains(told.String(), `"finding"`) || strings.Contains(told.String(), `"birth"`) {
			break
		}
		<-time.After(10 * time.Millisecond)
	}
	s.stop()
	if told.String() == "" || strings.Contains(told.String(), canary) {
		t.Errorf("the webhook was told %q", told.String())
	}
	if strings.Contains(s.log.String(), canary) {
		t.Errorf("the log shows the canary: %s", s.log)
	}
	if text, err := os.ReadFile(out); err != nil || bytes.Contains(text, []byte(canary)) {
		t.Errorf("the file sink: %v, %.200s", err, text)
	}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if bytes.Contains(text, []byte(canary)) {
			at := bytes.Index(text, []byte(canary))
			t.Errorf("%s holds the canary: %q", d.Name(), text[max(0, at-200):at+60])
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	log, err := logdb.Open(t.Context(), logdb.Options{Path: filepath.Join(folder, "log.db")})
	if err != nil {
		t.Fatal(err)
	}
	records := 0
	for batch, err := range log.Read(t.Context(), 1) {
		if err != nil {
			t.Fatal(err)
		}
		for _, record := range batch.Records {
			records++
			if bytes.Contains(record, []byte(canary)) {
				t.Errorf("the log holds the canary: %s", record)
			}
		}
	}
	if err := log.Close(); err != nil || records != 3 {
		t.Errorf("%d records on the log, %v", records, err)
	}
}

func TestWhatWasAcknowledgedIsThereAfterARestart(t *testing.T) {
	folder := t.TempDir()
	s := start(t, folder, nil)
	if status, text := s.ask(t, http.MethodPost, "/v1/events", keyMade("e1", "x")); status != http.StatusAccepted || !strings.Contains(text, `"accepted":1`) {
		t.Fatalf("%d %s", status, text)
	}
	s.settled(t, 1)
	_, before := s.ask(t, http.MethodGet, "/v1/births", "")
	s.stop()
	again := start(t, folder, nil)
	if status, text := again.ask(t, http.MethodPost, "/v1/events", keyMade("e1", "x")); status != http.StatusAccepted || !strings.Contains(text, `"duplicates":1`) {
		t.Errorf("sent again: %d %s", status, text)
	}
	again.settled(t, 1)
	if _, after := again.ask(t, http.MethodGet, "/v1/births", ""); before != after || !strings.Contains(after, "AKIAIOSFODNN7EXAMPL2") && !strings.Contains(after, `"kind":"credential"`) {
		t.Errorf("births before %s\nand after %s", before, after)
	}
}

func TestItSpeaksTLSWithItsOwnCertificate(t *testing.T) {
	cert, key, pool := certificate(t)
	s := start(t, t.TempDir(), func(c *config.Config) { c.TLS = config.TLS{Cert: cert, Key: key} })
	if !strings.HasPrefix(s.url, "https://") {
		t.Fatalf("%s", s.url)
	}
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}, ForceAttemptHTTP2: true}}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.url+"/healthz", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusOK || answer.ProtoMajor != 2 || answer.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("%d, HTTP/%d, %v", answer.StatusCode, answer.ProtoMajor, answer.Header)
	}
	client.CloseIdleConnections()
	r.URL.Scheme = "http"
	if answer, err := http.DefaultClient.Do(r); err == nil {
		_ = answer.Body.Close()
		if answer.StatusCode == http.StatusOK {
			t.Error("it answers without TLS, too")
		}
	}
}

// certificate makes one for 127.0.0.1 and gives its files and a pool that trusts it.
func certificate(t *testing.T) (cert, key string, pool *x509.CertPool) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool = x509.NewCertPool()
	pool.AddCert(parsed)
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	cert, key = filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	for path, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key, pool
}

func TestTheSettingsAreCheckedBeforeAnythingRuns(t *testing.T) {
	for name, change := range map[string]func(*config.Config){
		"unknown connector": func(c *config.Config) { c.Systems = []config.System{{Name: "a", Connector: "nope"}} },
		"unknown family": func(c *config.Config) {
			c.Systems = []config.System{{Name: "a", Connector: "files", Source: "nope", Log: "x"}}
		},
		"unknown sink":   func(c *config.Config) { c.Sinks = []config.Sink{{Name: "a", Sink: "nope"}} },
		"bad sink":       func(c *config.Config) { c.Sinks = []config.Sink{{Name: "a", Sink: "file"}} },
		"no such rules":  func(c *config.Config) { c.Rules = "/nonexistent/rules" },
		"no such owners": func(c *config.Config) { c.Owners = "/nonexistent/owners.yaml" },
		"no such key":    func(c *config.Config) { c.TLS = config.TLS{Cert: "/nonexistent", Key: "/nonexistent"} },
		"port taken":     func(c *config.Config) { c.Listen = "203.0.113.1:1" },
	} {
		c := config.Default()
		c.Data, c.Listen = t.TempDir(), "127.0.0.1:0"
		change(&c)
		if err := app.Serve(t.Context(), app.ServeOptions{Config: c, Log: slog.New(slog.DiscardHandler), Ready: func(string) { t.Errorf("%s: ready", name) }}); err == nil {
			t.Errorf("%s: Serve = nil", name)
		}
	}
}

func TestAFolderWithoutItsKeyIsNotOpened(t *testing.T) {
	folder := t.TempDir()
	start(t, folder, nil).stop()
	key := filepath.Join(folder, "installation.key")
	if err := os.Remove(key); err != nil {
		t.Fatal(err)
	}
	c := config.Default()
	c.Data, c.Listen = folder, "127.0.0.1:0"
	err := app.Serve(t.Context(), app.ServeOptions{Config: c, Log: slog.New(slog.DiscardHandler)})
	if err == nil || !strings.Contains(err.Error(), "restore the key") {
		t.Errorf("Serve = %v", err)
	}
	if _, err := os.Stat(key); err == nil {
		t.Error("a new key was made beside old data")
	}
}
