package bench

import (
	"context"
	"encoding/json/v2"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard/internal/app"
	"tabard.dev/tabard/internal/config"
	"tabard.dev/tabard/tabardtest/pgserver"
)

// live is a PostgreSQL under load with a Tabard connected to it.
type live struct {
	pg                 *pgserver.Server
	url, admin, second string // a second token approves
}

// goLive starts both, and pgbench with as many clients as are asked for.
func goLive(b *testing.B, clients int) *live {
	b.Helper()
	l := &live{pg: pgserver.Start(b, "max_connections=200")}
	role, err := os.ReadFile("../connectors/postgres/role.sql")
	if err != nil {
		b.Fatal(err)
	}
	l.pg.Exec(b, string(role), `ALTER ROLE tabard PASSWORD 'tabard'`, `CREATE ROLE builder LOGIN CREATEROLE PASSWORD 'builder'`)
	file := filepath.Join(b.TempDir(), "tabard.yaml")
	settings := fmt.Sprintf("systems: [{name: pg, connector: postgres, url: %q, log: %q}]\n", l.pg.URL("tabard", "tabard"), l.pg.Log)
	if err := os.WriteFile(file, []byte(settings), 0o600); err != nil {
		b.Fatal(err)
	}
	c, err := config.Load(config.Input{File: file})
	if err != nil {
		b.Fatal(err)
	}
	c.Data, c.Listen = b.TempDir(), "127.0.0.1:0"
	ready, ended := make(chan string, 1), make(chan error, 1)
	ctx, stop := context.WithCancel(context.Background())
	go func() {
		ended <- app.Serve(ctx, app.ServeOptions{Config: c, Version: "bench", Log: slog.New(slog.DiscardHandler), Ready: func(url string) { ready <- url }})
	}()
	b.Cleanup(func() { stop(); <-ended }) //nolint:errcheck // the benchmark is over
	select {
	case l.url = <-ready:
	case err := <-ended:
		b.Fatalf("Serve = %v", err)
	}
	text, err := os.ReadFile(filepath.Join(c.Data, "admin.token"))
	if err != nil {
		b.Fatal(err)
	}
	l.admin = strings.TrimSpace(string(text))
	var made struct{ Text string }
	l.call(b, l.admin, http.MethodPost, "tokens", `{"name":"second","role":"operator"}`, &made)
	l.second = made.Text
	l.load(b, clients)
	within(b, "the first listing", func() bool {
		var one struct {
			Listed time.Time `json:"last_listing"`
		}
		l.call(b, l.admin, http.MethodGet, "systems/pg", "", &one)
		return !one.Listed.IsZero()
	})
	return l
}

// load runs pgbench until the benchmark ends.
func (l *live) load(b *testing.B, clients int) {
	b.Helper()
	if clients == 0 {
		return
	}
	out, err := exec.CommandContext(b.Context(), l.pg.Program("pgbench"), "-i", "-q", "-s", "2", l.pg.URL(pgserver.Superuser, pgserver.Password)).CombinedOutput()
	if err != nil {
		b.Fatalf("pgbench -i: %v\n%s", err, out)
	}
	load := exec.CommandContext(context.Background(), l.pg.Program("pgbench"), "-n", "-c", fmt.Sprint(clients), "-T", "600", l.pg.URL(pgserver.Superuser, pgserver.Password))
	load.WaitDelay = time.Second
	if err := load.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = load.Process.Kill(); _ = load.Wait() })
}

func (l *live) call(b *testing.B, token, method, path, body string, into any) {
	b.Helper()
	r, err := http.NewRequestWithContext(context.WithoutCancel(b.Context()), method, l.url+"/v1/"+path, strings.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		b.Fatal(err)
	}
	text, err := io.ReadAll(answer.Body)
	if err := errors.Join(err, answer.Body.Close()); err != nil || answer.StatusCode >= http.StatusBadRequest {
		b.Fatalf("%s %s: %s %s %v", method, path, answer.Status, text, err)
	}
	if err := json.Unmarshal(text, into, json.MatchCaseInsensitiveNames(true)); err != nil {
		b.Fatal(err)
	}
}

// within asks every 5 ms until the answer is yes, for a minute at most.
func within(b *testing.B, what string, yes func() bool) {
	b.Helper()
	again := time.NewTicker(5 * time.Millisecond)
	defer again.Stop()
	for end := time.Now().Add(time.Minute); !yes(); <-again.C {
		if time.Now().After(end) {
			b.Fatalf("%s did not come within a minute", what)
		}
	}
}

// report gives the middle and the 99th percentile, in milliseconds.
func report(b *testing.B, what string, all []time.Duration) {
	b.Helper()
	slices.Sort(all)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, what+"-p50-ms")
	b.ReportMetric(float64(all[(len(all)-1)*99/100].Microseconds())/1000, what+"-p99-ms")
}

// BenchmarkBirthToFinding has an agent's session make logins that nobody owns, and measures from the end of CREATE ROLE until
// the finding is in the list, idle and with pgbench going as fast as it can.
func BenchmarkBirthToFinding(b *testing.B) {
	for _, clients := range []int{0, 4, 16} {
		b.Run(fmt.Sprintf("pgbench=%d", clients), func(b *testing.B) {
			l := goLive(b, clients)
			builder := l.pg.Connect(b, "builder", "builder")
			var all []time.Duration
			for b.Loop() {
				role := fmt.Sprint("bot", len(all))
				if _, err := builder.Exec(b.Context(), `CREATE ROLE `+role+` LOGIN PASSWORD 'x'`); err != nil {
					b.Fatal(err)
				}
				born := time.Now()
				within(b, "the finding", func() bool {
					var page struct {
						Items []struct{ Identity struct{ Name string } }
					}
					l.call(b, l.admin, http.MethodGet, "findings?detection=policy.login-owner&limit=1&sort=-time", "", &page)
					return len(page.Items) == 1 && page.Items[0].Identity.Name == role
				})
				all = append(all, time.Since(born))
			}
			report(b, "birth", all)
		})
	}
}

// BenchmarkTimeToDead approves quarantines and measures from the approval until a new login is refused, and until the action
// is verified: a login was tried and refused, and no session is left.
func BenchmarkTimeToDead(b *testing.B) {
	for _, clients := range []int{0, 4, 16} {
		b.Run(fmt.Sprintf("pgbench=%d", clients), func(b *testing.B) {
			l := goLive(b, clients)
			l.pg.Exec(b, `CREATE ROLE stolen LOGIN PASSWORD 'x'`)
			var dead, verified []time.Duration
			for b.Loop() {
				session := l.pg.Connect(b, "stolen", "x")
				var action struct{ ID string }
				l.call(b, l.admin, http.MethodPost, "actions", `{"kind":"quarantine","system":"pg","target":"stolen","reason":"bench"}`, &action)
				began, done := time.Now(), make(chan time.Duration)
				go func() {
					var result struct{ State string }
					l.call(b, l.second, http.MethodPost, "actions/"+action.ID+"/approve", "{}", &result)
					done <- time.Since(began)
				}()
				within(b, "a refused login", func() bool { return l.pg.Login(b.Context(), "stolen", "x") != nil })
				dead, verified = append(dead, time.Since(began)), append(verified, <-done)
				if session.Ping(b.Context()) == nil {
					b.Fatal("its session goes on")
				}
				l.call(b, l.second, http.MethodPost, "actions/"+action.ID+"/undo", "{}", &action)
			}
			report(b, "dead", dead)
			report(b, "verified", verified)
		})
	}
}
