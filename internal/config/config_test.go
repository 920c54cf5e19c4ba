package config

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tabard.dev/tabard"
)

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "tabard.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLoadReadsTheWholeFile(t *testing.T) {
	file := write(t, `
listen: 127.0.0.1:9999
data: ./tabard-data
systems:
  - name: pg-erp
    connector: postgres
    url: postgres://tabard:${env:PG_SECRET}@127.0.0.1:5432/postgres
    log: /var/log/postgresql/*.json
  - {name: k8s-lab, connector: files, source: kubernetes.audit, log: logs/*.log}
policies: ./policies
rules: /etc/tabard/rules
owners: ./owners.yaml
guards: {actions_per_hour: 7, unapproved: [quarantine]}
retention: {age: 30d, size: 20GiB}
behind_proxy: true
hosts: [tabard.example.com]
sinks:
  - {sink: webhook, url: "https://hooks.example.com/t", secret: "${env:HOOK}", retries: 3}
limits: {body: 8MiB, request: 30s}
`)
	c, err := Load(Input{File: file, Env: []string{"PG_SECRET=s3/c@r:t", "HOOK=whsec_abc"}})
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Dir(file)
	if c.Listen != "127.0.0.1:9999" || c.Data != filepath.Join(folder, "tabard-data") || c.Rules != "/etc/tabard/rules" || !c.BehindProxy {
		t.Errorf("top: %+v", c)
	}
	if got, want := c.Systems[1].Log, filepath.Join(folder, "logs/*.log"); got != want {
		t.Errorf("log = %s, want %s", got, want)
	}
	if c.Guards.ActionsPerHour != 7 || !cmp.Equal(c.Guards.Unapproved, []string{"quarantine"}) {
		t.Errorf("guards = %+v", c.Guards)
	}
	if c.Retention.Age != Duration(30*24*time.Hour) || c.Retention.Size != 20<<30 || c.Limits.Body != 8<<20 || c.Limits.Pending != 64<<20 {
		t.Errorf("retention %v, limits %+v", c.Retention, c.Limits)
	}
	sink := c.Sinks[0]
	if sink.Name != "webhook" || sink.Settings["url"] != "https://hooks.example.com/t" || sink.Settings["secret"].(tabard.Secret).Reveal() != "whsec_abc" {
		t.Errorf("sink = %+v", sink)
	}
	u, err := url.Parse(c.Systems[0].URL.Reveal())
	if err != nil {
		t.Fatal(err)
	}
	if password, _ := u.User.Password(); password != "s3/c@r:t" || u.Host != "127.0.0.1:5432" {
		t.Errorf("url: password %q at host %q", password, u.Host)
	}
	if shown := fmt.Sprintf("%v %+v", c, c.Systems); strings.Contains(shown, "s3/c") || strings.Contains(shown, "whsec_abc") {
		t.Errorf("printing the settings shows a secret: %s", shown)
	}
}

func TestMistakesNameTheLineAndTheWayOut(t *testing.T) {
	tests := map[string]struct {
		text, want, hint string
		line             int
	}{
		"misspelt key":         {"listen: 127.0.0.1:1\nretenton: {age: 3d}\n", `unknown key "retenton"`, `did you mean "retention"?`, 2},
		"misspelt inner key":   {"retention:\n  age: 3d\n  sise: 3GiB\n", `unknown key "sise" in retention`, `did you mean "size"?`, 3},
		"key from nowhere":     {"zebra: 1\n", `unknown key "zebra"`, "known are behind_proxy, data", 1},
		"case variant":         {"Listen: 127.0.0.1:1\n", `unknown key "Listen"`, `did you mean "listen"?`, 1},
		"key in a list":        {"systems:\n  - name: a\n    conector: files\n", `unknown key "conector" in systems[0]`, `did you mean "connector"?`, 3},
		"twice":                {"data: a\ndata: b\n", "data", "", 0},
		"not a size":           {"retention:\n  size: many\n", `retention.size: "many" is not a size`, "", 2},
		"not a duration":       {"retention: {age: 3 fortnights}\n", `"3 fortnights" is not a span of time`, "", 1},
		"unset variable":       {"systems:\n- name: a\n  connector: b\n  url: p://x:${env:NO}@h/\n", "${env:NO}: the variable is not set", "", 4},
		"secret in a path":     {"data: ${env:HOME}/x\n", "references such as ${env:HOME} are for secret values and URLs", "", 1},
		"list where one wants": {"listen: [a]\n", "listen: a single value is wanted", "", 1},
		"open to the world":    {"listen: 0.0.0.0:80\n", "0.0.0.0:80 can be reached from other machines", "behind_proxy: true", 0},
		"open by name":         {"listen: example.com:80\n", "can be reached from other machines", "tls: {cert, key}", 0},
		"open by no host":      {"listen: :80\n", "can be reached from other machines", "tls: {cert, key}", 0},
		"half of TLS":          {"tls: {cert: a.pem}\n", "cert and key go together", "", 0},
		"same system twice":    {"systems:\n- {name: a, connector: files}\n- {name: a, connector: files}\n", `a second system named "a"`, "", 3},
		"two documents":        {"data: a\n---\ndata: b\n", "one document is wanted", "", 0},
		"alias":                {"data: &x a\nrules: *x\n", "aliases are not understood", "", 2},
		"no YAML":              {"data: [\n", "", "", 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := Load(Input{File: write(t, test.text), Env: []string{}})
			var mistake *Error
			if !errors.As(err, &mistake) {
				t.Fatalf("Load = %v, want an *Error", err)
			}
			if !strings.Contains(err.Error(), test.want) || !strings.Contains(mistake.Hint(), test.hint) {
				t.Errorf("Load = %q with hint %q, want %q with %q", err, mistake.Hint(), test.want, test.hint)
			}
			if test.line != 0 && mistake.Line != test.line {
				t.Errorf("line %d, want %d: %v", mistake.Line, test.line, err)
			}
		})
	}
}

func TestFlagsOutweighVariablesOutweighTheFile(t *testing.T) {
	file := write(t, "listen: 127.0.0.1:1\nretention: {age: 1d, size: 1GiB}\nbehind_proxy: false\n")
	c, err := Load(Input{
		File:  file,
		Env:   []string{"TABARD_LISTEN=127.0.0.1:2", "TABARD_RETENTION_AGE=2d", "TABARD_BEHIND_PROXY=true", "TABARD_SERVICE_HOST=10.0.0.1", "TABARD_TOKEN=x"},
		Flags: map[string]string{"listen": "127.0.0.1:3"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if c.Listen != "127.0.0.1:3" || c.Retention.Age != Duration(48*time.Hour) || c.Retention.Size != 1<<30 || !c.BehindProxy {
		t.Errorf("%+v", c)
	}
	if want := []string{"TABARD_SERVICE_HOST"}; !cmp.Equal(c.Unknown, want) {
		t.Errorf("unknown = %v, want %v", c.Unknown, want)
	}
}

func TestAReferenceCannotChangeTheShapeOfItsURL(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "s")
	if err := os.WriteFile(secret, []byte("x@evil.example/?a=b#c\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := sources{env: func(string) (string, bool) { return "p/../q?r&s=t", true }, folder: "."}
	u, err := s.url("postgres://app:${file:" + secret + "}@db.example:5432/${env:X}?key=${env:X}")
	if err != nil {
		t.Fatal(err)
	}
	got, err := url.Parse(u.Reveal())
	if err != nil {
		t.Fatal(err)
	}
	password, _ := got.User.Password()
	if got.Host != "db.example:5432" || password != "x@evil.example/?a=b#c" || got.Path != "/p/../q?r&s=t" || got.Query().Get("key") != "p/../q?r&s=t" || len(got.Query()) != 1 {
		t.Errorf("%s", u.Reveal())
	}
	if got.EscapedPath() != "/p%2F..%2Fq%3Fr&s=t" {
		t.Errorf("the value became path segments: %s", got.EscapedPath())
	}
	if _, err := s.url("postgres://app@${env:X}/"); err == nil {
		t.Error("a host of p/../q?r&s=t was taken")
	}
}

func TestAPasswordWrittenOutIsNotShown(t *testing.T) {
	u, err := sources{}.url("postgres://app:hunter2@db/")
	if err != nil || strings.Contains(u.String(), "hunter2") || !strings.Contains(u.Reveal(), "hunter2") {
		t.Errorf("%v, %v", u, err)
	}
}

func TestSizesAndSpans(t *testing.T) {
	for text, want := range map[string]Duration{"30d": Duration(720 * time.Hour), "2w": Duration(336 * time.Hour), "1d12h": Duration(36 * time.Hour), "500ms": Duration(500 * time.Millisecond), "0s": 0} {
		if got, err := ParseDuration(text); err != nil || got != want {
			t.Errorf("ParseDuration(%q) = %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "d", "-3d", "3", "1d-2h", "99999999999999w", "-1h"} {
		if got, err := ParseDuration(text); err == nil {
			t.Errorf("ParseDuration(%q) = %v, want an error", text, got)
		}
	}
	for text, want := range map[string]Size{"20GiB": 20 << 30, "512 MB": 512e6, "4096": 4096, "1B": 1, "3kB": 3000} {
		if got, err := ParseSize(text); err != nil || got != want {
			t.Errorf("ParseSize(%q) = %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "GiB", "-1", "1.5GiB", "99999999999TiB", "1XB"} {
		if got, err := ParseSize(text); err == nil {
			t.Errorf("ParseSize(%q) = %d, want an error", text, got)
		}
	}
	if Size(20<<30).String() != "20GiB" || Duration(720*time.Hour).String() != "30d" || Duration(90*time.Minute).String() != "1h30m0s" {
		t.Error(Size(20<<30), Duration(720*time.Hour), Duration(90*time.Minute))
	}
}

func FuzzURLReferencesStayInTheirPart(f *testing.F) {
	f.Add("a@b/c")
	f.Add("%2f..")
	f.Add("tabardref1x")
	f.Fuzz(func(t *testing.T, secret string) {
		if secret == "" {
			return
		}
		u, err := sources{env: func(string) (string, bool) { return secret, true }}.url("postgres://app:${env:A}@db.example/name?k=${env:B}")
		if err != nil {
			t.Fatal(err)
		}
		got, err := url.Parse(u.Reveal())
		if err != nil {
			t.Fatalf("%q: %v", u.Reveal(), err)
		}
		password, _ := got.User.Password()
		if got.Host != "db.example" || got.Path != "/name" || password != secret || got.Query().Get("k") != secret || len(got.Query()) != 1 {
			t.Errorf("%q became %q", secret, u.Reveal())
		}
	})
}
