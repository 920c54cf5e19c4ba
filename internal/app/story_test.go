package app_test

import (
	"bytes"
	"encoding/json/v2"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tabard.dev/tabard/internal/act"
	"tabard.dev/tabard/internal/config"
	"tabard.dev/tabard/tabardtest/pgserver"
)

// watched starts a PostgreSQL and a server that is connected to it, and waits for the first complete listing.
func watched(t *testing.T, change func(*config.Config), prepare ...string) (*pgserver.Server, *server) {
	t.Helper()
	pg := pgserver.Start(t)
	role, err := os.ReadFile("../../connectors/postgres/role.sql")
	if err != nil {
		t.Fatal(err)
	}
	pg.Exec(t, append([]string{
		string(role), `ALTER ROLE tabard PASSWORD 'tabard-canary'`,
		`CREATE ROLE agent_builder LOGIN CREATEROLE PASSWORD 'builder'`,
	}, prepare...)...)
	folder := t.TempDir()
	file := filepath.Join(folder, "tabard.yaml")
	settings := fmt.Sprintf("systems:\n  - {name: pg, connector: postgres, url: %q, log: %q}\n", strings.Replace(pg.URL("tabard", "tabard-canary"), ":tabard%2Dcanary@", ":${env:PG_SECRET}@", 1), pg.Log)
	if err := os.WriteFile(file, []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	loaded, err := config.Load(config.Input{File: file, Env: []string{"PG_SECRET=tabard-canary"}})
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, filepath.Join(folder, "data"), func(c *config.Config) {
		c.Systems = loaded.Systems
		if change != nil {
			change(c)
		}
	})
	logs.Store(t.Name(), s.log)
	within(t, 30*time.Second, "the first listing", func() bool {
		one, ok := find(s.list(t, "systems"), "name", "pg")
		return ok && one["last_listing"] != nil
	})
	return pg, s
}

type object = map[string]any

func (s *server) call(t *testing.T, method, path string, body any) (int, object) {
	t.Helper()
	var in io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		in = bytes.NewReader(text)
	}
	r, err := http.NewRequestWithContext(t.Context(), method, s.url+"/v1/"+path, in)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+s.token)
	r.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close() //nolint:errcheck // only read from
	var out object
	if err := json.UnmarshalRead(resp.Body, &out); err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	return resp.StatusCode, out
}

func (s *server) list(t *testing.T, path string) []object {
	t.Helper()
	_, page := s.call(t, http.MethodGet, path, nil)
	var all []object
	items, _ := page["items"].([]any)
	for _, item := range items {
		all = append(all, item.(object)) //nolint:forcetypeassert // lists hold objects
	}
	return all
}

func find(all []object, field, value string) (object, bool) {
	for _, one := range all {
		if fmt.Sprint(one[field]) == value {
			return one, true
		}
	}
	return nil, false
}

// within waits until a condition holds.
func within(t *testing.T, limit time.Duration, what string, holds func() bool) time.Duration {
	t.Helper()
	began := time.Now()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for !holds() {
		if time.Since(began) > limit {
			t.Fatalf("%s did not come within %s; the server says:\n%s", what, limit, said(t))
		}
		<-again.C
	}
	return time.Since(began)
}

// actionOn gives the newest action on a role.
func (s *server) actionOn(t *testing.T, role string) (object, bool) {
	t.Helper()
	for _, a := range s.list(t, "actions") {
		if target, _ := a["target"].(object); target["name"] == role {
			return a, true
		}
	}
	return nil, false
}

// TestStory is the product's promise, end to end on a real server: an agent's session makes a login that nobody owns; seconds
// later it is found, explained and proposed for quarantine; one approval locks it out; undo lets it in again, and it stays in.
func TestStory(t *testing.T) {
	pg, s := watched(t, nil)
	builder := pg.Connect(t, "agent_builder", "builder")
	if _, err := builder.Exec(t.Context(), `CREATE ROLE "invoice bot" LOGIN PASSWORD 'bot-canary'`); err != nil {
		t.Fatal(err)
	}
	session := pg.Connect(t, "invoice bot", "bot-canary")

	var finding object
	took := within(t, 15*time.Second, "the finding", func() (ok bool) {
		finding, ok = find(s.list(t, "findings?detection=policy.*"), "detection", "policy.login-owner")
		return ok
	})
	t.Logf("birth to listed finding: %s", took)
	if who, _ := finding["identity"].(object); who["name"] != "invoice bot" {
		t.Errorf("the finding is about %v, want the new role", finding["identity"])
	}
	if summary := fmt.Sprint(finding["summary"]); !strings.Contains(summary, "made by agent_builder in session ") {
		t.Errorf("the finding says %q, want it to name who made the role and in which session", summary)
	}
	var birth object
	within(t, 5*time.Second, "the birth", func() (ok bool) {
		for _, b := range s.list(t, "births?system=pg&kind=identity") {
			if b["name"] == "invoice bot" {
				birth, ok = b, true
			}
		}
		return ok
	})
	builderID, ok := find(s.list(t, "identities?system=pg"), "native_id", "agent_builder")
	if !ok || birth["creator"] != builderID["id"] {
		t.Errorf("the birth names %v as its creator, want agent_builder (%v)", birth["creator"], builderID["id"])
	}
	if birth["session"] == nil || birth["session"] == "" {
		t.Errorf("the birth names no session: %v", birth)
	}

	var action object
	within(t, 10*time.Second, "the proposal", func() (ok bool) {
		action, ok = s.actionOn(t, "invoice bot")
		return ok
	})
	if action["state"] != "planned" || action["kind"] != "quarantine" {
		t.Fatalf("the policy's action = %v, want a planned quarantine", action)
	}
	explained(t, s, birth)
	code, done := s.call(t, http.MethodPost, fmt.Sprintf("actions/%s/approve", action["id"]), object{"reason": "nobody owns it"})
	if code != http.StatusOK || done["state"] != "verified" {
		t.Fatalf("approve = %d %v, want it verified", code, done)
	}
	if err := pg.Login(t.Context(), "invoice bot", "bot-canary"); err == nil || !strings.Contains(err.Error(), "not permitted to log in") {
		t.Errorf("a new login after the approval = %v, want it refused", err)
	}
	if session.Ping(t.Context()) == nil {
		t.Error("the open session goes on after the approval")
	}
	code, undone := s.call(t, http.MethodPost, fmt.Sprintf("actions/%s/undo", action["id"]), object{"reason": "the billing team needs it"})
	if code != http.StatusOK || undone["state"] != "undone" {
		t.Fatalf("undo = %d %v", code, undone)
	}
	if err := pg.Login(t.Context(), "invoice bot", "bot-canary"); err != nil {
		t.Errorf("a login after undo = %v, want it let in", err)
	}
	for _, f := range s.list(t, "findings?severity=critical") {
		if f["detection"] == "change-without-receipt" {
			t.Errorf("Tabard's own change raised %v", f)
		}
	}
}

// explained asks what the policies say about the identity of a birth, and about its login.
func explained(t *testing.T, s *server, birth object) {
	t.Helper()
	said := map[string]object{} // by kind and policy
	for _, one := range s.list(t, fmt.Sprintf("identities/%s/policies", birth["subject"])) {
		for _, by := range one["policies"].([]any) { //nolint:forcetypeassert // the API says so
			by := by.(object) //nolint:forcetypeassert // the API says so
			said[fmt.Sprint(one["kind"], " ", by["policy"])] = by
		}
	}
	owner := said["credential login-owner"]
	facts, _ := owner["facts"].(object)
	if owner["verdict"] != "forbids" || fmt.Sprint(facts["principal.ownerConfidence"]) != "0" || fmt.Sprint(facts["resource.watchedBirth"]) != "true" {
		t.Errorf("login-owner is explained as %v, want that it forbids, and the facts it read", owner)
	}
	if dormant := said["credential dormant-login"]; dormant["verdict"] != "does not apply" {
		t.Errorf("dormant-login is explained as %v, want that it does not apply", dormant)
	}
	if said["identity superuser-agent"] == nil {
		t.Errorf("nothing is said about the identity itself: %v", said)
	}
	credentials := s.list(t, fmt.Sprintf("credentials?identity=%s", birth["subject"]))
	if len(credentials) != 1 {
		t.Fatalf("%d credentials, want one", len(credentials))
	}
	if of := s.list(t, fmt.Sprintf("credentials/%s/policies", credentials[0]["id"])); len(of) != 1 || of[0]["kind"] != "credential" {
		t.Errorf("about the credential alone: %v, want one explanation", of)
	}
	if code, _ := s.call(t, http.MethodGet, "identities/id_none/policies", nil); code != http.StatusNotFound {
		t.Errorf("about nobody: %d, want %d", code, http.StatusNotFound)
	}
}

// TestEnforce lets the policy act by itself, within the guards, and leaves alone what was there before.
func TestEnforce(t *testing.T) {
	policies := t.TempDir()
	enforced := `@id("login-owner") @reason("nobody owns it") @severity("high") @remedy("quarantine") @mode("enforce")
forbid (principal is Identity, action == Action::"hold", resource is Credential)
when { principal.kind != "human" && principal.canLogin && resource.state == "active" && principal.ownerConfidence < 50 };`
	if err := os.WriteFile(filepath.Join(policies, "p.cedar"), []byte(enforced), 0o600); err != nil {
		t.Fatal(err)
	}
	pg, s := watched(t, func(c *config.Config) {
		c.Policies = policies
		c.Guards = config.Guards{ActionsPerHour: 2, Unapproved: []string{"quarantine"}}
	}, `CREATE ROLE old_service LOGIN PASSWORD 'old'`, `DO $$BEGIN FOR i IN 1..50 LOOP EXECUTE format('CREATE ROLE old%s LOGIN', i); END LOOP; END$$`)
	within(t, 20*time.Second, "proposals for what was there before", func() bool {
		a, ok := s.actionOn(t, "old_service")
		return ok && a["state"] == "planned" && strings.HasPrefix(fmt.Sprint(a["blocked_by"]), "protected")
	})
	for i := range 4 {
		pg.Exec(t, fmt.Sprintf(`CREATE ROLE bot%d LOGIN PASSWORD 'x'`, i))
	}
	within(t, 20*time.Second, "four actions", func() bool {
		for i := range 4 {
			if a, ok := s.actionOn(t, fmt.Sprint("bot", i)); !ok || a["state"] != "verified" && a["blocked_by"] == nil {
				return false
			}
		}
		return true
	})
	locked := 0
	for i := range 4 {
		if pg.Login(t.Context(), fmt.Sprint("bot", i), "x") != nil {
			locked++
		}
	}
	if locked != 2 {
		t.Errorf("%d of 4 new logins are locked out, want the 2 that the guards allow in an hour", locked)
	}
	if err := pg.Login(t.Context(), "old_service", "old"); err != nil {
		t.Errorf("a login that was there before Tabard is locked out: %v", err)
	}
	var old int
	if err := pg.Connect(t, pgserver.Superuser, pgserver.Password).QueryRow(t.Context(), `SELECT count(*) FROM pg_roles WHERE rolname LIKE 'old%' AND rolcanlogin`).Scan(&old); err != nil || old != 51 {
		t.Errorf("%d of 51 logins that were there before Tabard are left, %v", old, err)
	}
	undone(t, pg, s)
}

// undone undoes what a policy enforced: the login is let in, and stays in although the policy is still violated and its facts
// change.
func undone(t *testing.T, pg *pgserver.Server, s *server) {
	t.Helper()
	verified := s.list(t, "actions?state=verified")
	if len(verified) == 0 {
		t.Fatal("nothing was enforced")
	}
	target, _ := verified[0]["target"].(object)
	name := fmt.Sprint(target["name"])
	if code, a := s.call(t, http.MethodPost, fmt.Sprintf("actions/%s/undo", verified[0]["id"]), object{"reason": "it is needed"}); code != http.StatusOK || a["exempt_until"] == nil {
		t.Fatalf("undo = %d %v, want it undone with an exemption", code, a)
	}
	within(t, 20*time.Second, "the policy's next decision, which the exemption stops", func() bool {
		pg.Exec(t, fmt.Sprintf(`COMMENT ON ROLE %s IS 'purpose: %d'`, name, time.Now().UnixNano()))
		return strings.Contains(s.log.String(), act.ErrExempt.Error()+" until")
	})
	if err := pg.Login(t.Context(), name, "x"); err != nil {
		t.Errorf("what a person undid was done again: %v", err)
	}
}

// logs are what the servers of a test said, for its failures.
var logs sync.Map

func said(t *testing.T) string {
	t.Helper()
	log, ok := logs.Load(t.Name())
	if !ok {
		return ""
	}
	return log.(*lockedBuffer).String() //nolint:forcetypeassert // nothing else is stored
}
