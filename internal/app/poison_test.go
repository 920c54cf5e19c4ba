package app_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard/internal/config"
)

// TestPoisonedInput sends ten thousand forged records by which every role of a server makes itself a superuser, to a Tabard
// that enforces a quarantine of whoever has findings. What comes of it are findings and a tripped guard, not a mass lock-out.
func TestPoisonedInput(t *testing.T) {
	const roles, records, budget = 50, 10_000, 3
	policies := t.TempDir()
	enforced := `@id("troubled") @reason("there are findings about it") @severity("high") @remedy("quarantine") @mode("enforce")
forbid (principal is Identity, action == Action::"hold", resource is Identity) when { principal.canLogin && principal.findings > 0 };`
	if err := os.WriteFile(filepath.Join(policies, "p.cedar"), []byte(enforced), 0o600); err != nil {
		t.Fatal(err)
	}
	pg, s := watched(t, func(c *config.Config) {
		c.Policies = policies
		c.Guards = config.Guards{ActionsPerHour: budget, Unapproved: []string{"quarantine"}}
	})
	conn := pg.Connect(t, "agent_builder", "builder")
	for i := range roles {
		run(t, conn, fmt.Sprintf(`CREATE ROLE app%d LOGIN PASSWORD 'x'`, i))
	}
	for i := range roles {
		s.birthOf(t, fmt.Sprint("app", i))
	}
	var forged strings.Builder
	now := time.Now().UTC()
	for i := range records {
		fmt.Fprintf(&forged, `{"timestamp":"%s UTC","user":"app%d","dbname":"postgres","session_id":"f0.%d","line_num":1,"error_severity":"LOG","message":"statement: CREATE ROLE evil%d SUPERUSER LOGIN"}`+"\n",
			now.Add(time.Duration(i)*time.Millisecond).Format("2006-01-02 15:04:05.000"), i%roles, i, i)
	}
	if code, answer := s.ask(t, http.MethodPost, "/v1/events?source=postgres.log&system=pg", forged.String()); code != http.StatusAccepted {
		t.Fatalf("send = %d %s", code, answer)
	}
	within(t, 60*time.Second, "a decision about each role", func() bool {
		blocked := 0
		for _, a := range s.list(t, "actions?limit=1000") {
			if strings.HasPrefix(fmt.Sprint(a["blocked_by"]), "budget") {
				blocked++
			}
		}
		return blocked >= roles-budget
	})
	if findings := s.list(t, "findings?detection=database-superuser-made*&limit=1000"); len(findings) < roles {
		t.Errorf("%d findings, want one about each of %d roles", len(findings), roles)
	}
	locked := 0
	for i := range roles {
		if pg.Login(t.Context(), fmt.Sprint("app", i), "x") != nil {
			locked++
		}
	}
	if locked != budget {
		t.Errorf("%d of %d roles are locked out, want the %d that the guards allow in an hour", locked, roles, budget)
	}
	if _, guards := s.call(t, http.MethodGet, "guards", nil); fmt.Sprint(guards["used"]) != fmt.Sprint(budget) {
		t.Errorf("the guards count %v actions, want %d", guards["used"], budget)
	}
}
