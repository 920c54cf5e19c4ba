package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/postgres"
	"tabard.dev/tabard/tabardtest/pgserver"
)

// open connects with the documented role.
func open(t *testing.T, s *pgserver.Server) *tabard.Connection {
	t.Helper()
	script, err := os.ReadFile("role.sql")
	if err != nil {
		t.Fatal(err)
	}
	s.Exec(t, string(script), `ALTER ROLE tabard PASSWORD 'tabard-canary'`)
	c, err := postgres.Open(tabard.Settings{System: "pg", URL: tabard.NewSecret(s.URL("tabard", "tabard-canary")), Log: s.Log})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func listing(t *testing.T, c *tabard.Connection) map[string]tabard.Listed {
	t.Helper()
	all := map[string]tabard.Listed{}
	for one, err := range c.List(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		all[one.Identity.ID] = one
	}
	return all
}

func TestList(t *testing.T) {
	s := pgserver.Start(t)
	c := open(t, s)
	hostile := `a "b'; DROP ROLE x; -- ` + "\n\t" + `é`
	s.Exec(
		t, `CREATE ROLE readers NOLOGIN`, `CREATE ROLE boss SUPERUSER NOLOGIN`,
		`CREATE ROLE billing LOGIN PASSWORD 'x' VALID UNTIL '2031-01-01 00:00:00+00' IN ROLE readers`,
		`COMMENT ON ROLE billing IS 'owner: team:billing; purpose: invoices'`,
		`CREATE ROLE `+pgx.Identifier{hostile}.Sanitize()+` LOGIN`,
		`CREATE ROLE forever LOGIN PASSWORD 'x' VALID UNTIL 'infinity'`,
		`GRANT boss TO forever`,
		`CREATE SCHEMA shop`, `CREATE TABLE shop.invoices (id int, total int)`, `GRANT SELECT ON shop.invoices TO readers`,
		`GRANT UPDATE (total) ON shop.invoices TO billing`, `GRANT SELECT ON shop.invoices TO PUBLIC`,
		`ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT INSERT ON TABLES TO billing`,
		`ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO readers`,
		`CREATE FUNCTION shop.power() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'`, `CREATE SEQUENCE shop.ids`, `GRANT USAGE ON SEQUENCE shop.ids TO readers`,
	)
	all := listing(t, c)
	if all["tabard"].Protected == "" || all["postgres"].Protected == "" {
		t.Errorf("Tabard's own role and the bootstrap superuser are not protected: %q, %q", all["tabard"].Protected, all["postgres"].Protected)
	}
	if _, ok := all[hostile]; !ok {
		t.Errorf("a role of an unusual name is missing")
	}
	if _, ok := all["pg_monitor"]; ok {
		t.Error("built-in roles are listed")
	}
	b := all["billing"]
	if !b.Login || len(b.Credentials) != 1 || b.Credentials[0].NeverEnds || b.Credentials[0].Expires.Year() != 2031 {
		t.Errorf("billing's login = %+v, want one that ends in 2031", b.Credentials)
	}
	if diff := cmp.Diff(map[string]string{"owner": "team:billing", "purpose": "invoices"}, b.Labels); diff != "" {
		t.Errorf("labels of its comment (-want +got):\n%s", diff)
	}
	if f := all["forever"]; len(f.Credentials) != 1 || !f.Credentials[0].NeverEnds {
		t.Errorf("a login valid until infinity = %+v, want one that never ends", f.Credentials)
	}
	for _, want := range []struct {
		role, permission, resource string
		admin                      bool
	}{
		{"billing", "MEMBER", "role:readers", false},
		{"billing", "UPDATE", "postgres/column:shop.invoices.total", false},
		{"readers", "SELECT", "postgres/table:shop.invoices", false},
		{"boss", "SUPERUSER", "cluster", true},
		{"forever", "MEMBER", "role:boss", true},
		{"billing", "INSERT", "postgres/default:shop:r", false},
		{"readers", "USAGE", "postgres/default:*:S", false},
		{"readers", "USAGE", "postgres/sequence:shop.ids", false},
		{"public", "EXECUTE", "postgres/function:shop.power", false},
		{"public", "SELECT", "postgres/table:shop.invoices", false},
		{"public", "CONNECT", "database:postgres", false},
		{"tabard", "CREATEROLE", "cluster", true},
	} {
		found := false
		for _, g := range all[want.role].Grants {
			found = found || g.Permission == want.permission && g.Resource == want.resource && g.Admin == want.admin
		}
		if !found {
			t.Errorf("%s has no grant %s on %s (admin %v): %+v", want.role, want.permission, want.resource, want.admin, all[want.role].Grants)
		}
	}
}

func TestQuarantine(t *testing.T) {
	s := pgserver.Start(t)
	c := open(t, s)
	do := c.Actions[tabard.ActionQuarantine]
	s.Exec(t, `CREATE ROLE readers`, `CREATE ROLE "with, comma"`)
	for role, with := range map[string]string{
		"billing":               `CONNECTION LIMIT 7 VALID UNTIL '2031-01-01 12:34:56.789+03'`,
		`Bil"ling'; --`:         `VALID UNTIL 'infinity' IN ROLE readers, "with, comma"`,
		"two\nlines":            `CONNECTION LIMIT 1 CREATEDB`,
		"ünïcode":               `NOINHERIT IN ROLE readers`,
		"user":                  `CREATEROLE`,
		strings.Repeat("é", 31): `CONNECTION LIMIT 2`,
	} {
		t.Run(role, func(t *testing.T) {
			ctx, quoted, i := t.Context(), pgx.Identifier{role}.Sanitize(), len(role)
			s.Exec(t, `CREATE ROLE `+quoted+` LOGIN PASSWORD 'x' `+with)
			s.Exec(t, `ALTER ROLE `+quoted+` SET search_path = 'a "b', c`)
			session := s.Connect(t, role, "x")
			before := listing(t, c)[role]
			plan, err := do.Plan(ctx, tabard.Actor{ID: role})
			if err != nil {
				t.Fatal(err)
			}
			carryOut := func() {
				for _, step := range plan.Steps {
					if err := do.Do(ctx, plan, step.Step, fmt.Sprint("ac_", i)); err != nil {
						t.Fatalf("step %s: %v", step.Step, err)
					}
				}
			}
			carryOut()
			carryOut() // after a crash a step runs again
			if err := s.Login(ctx, role, "x"); err == nil || !strings.Contains(err.Error(), "not permitted to log in") {
				t.Errorf("a new login = %v, want it refused", err)
			}
			if err := session.Ping(ctx); err == nil {
				t.Error("the open session goes on")
			}
			receipt, err := do.Verify(ctx, plan)
			if err != nil || receipt["rolcanlogin"] != "false" || receipt["sessions"] != "0" || !strings.HasPrefix(receipt["login_attempt"], "refused") {
				t.Errorf("Verify = %v, %v, want a proof", receipt, err)
			}
			for range 2 {
				if err := do.Undo(ctx, plan, fmt.Sprint("ac_", i)); err != nil {
					t.Fatalf("undo: %v", err)
				}
			}
			if err := s.Login(ctx, role, "x"); err != nil {
				t.Errorf("a login after undo = %v, want it let in", err)
			}
			if again, err := do.Plan(ctx, tabard.Actor{ID: role}); err != nil || cmp.Diff(plan, again) != "" {
				t.Errorf("undo did not restore the state before: %v (-before +after)\n%s", err, cmp.Diff(plan, again))
			}
			if diff := cmp.Diff(before, listing(t, c)[role]); diff != "" {
				t.Errorf("undo did not restore the state before (-before +after):\n%s", diff)
			}
		})
	}
}

func TestQuarantineOfNoLogin(t *testing.T) {
	s := pgserver.Start(t)
	c := open(t, s)
	do := c.Actions[tabard.ActionQuarantine]
	s.Exec(t, `CREATE ROLE asleep NOLOGIN`)
	plan, err := do.Plan(t.Context(), tabard.Actor{ID: "asleep"})
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range plan.Steps {
		if step.Step == "no-login" {
			t.Error("it is planned to refuse logins that are refused already")
		}
		if err := do.Do(t.Context(), plan, step.Step, "ac_1"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := do.Verify(t.Context(), plan); err != nil {
		t.Errorf("Verify = %v", err)
	}
	if err := do.Undo(t.Context(), plan, "ac_1"); err != nil {
		t.Fatal(err)
	}
	if listing(t, c)["asleep"].Login {
		t.Error("undo let a role log in that could not before")
	}
}

func TestUndoRefuses(t *testing.T) {
	tests := map[string]struct {
		change string
		want   error
	}{
		"another expiry":    {`ALTER ROLE billing VALID UNTIL '2032-01-01'`, tabard.ErrChanged},
		"another limit":     {`ALTER ROLE billing CONNECTION LIMIT 3`, tabard.ErrChanged},
		"a new membership":  {`GRANT readers TO billing`, tabard.ErrChanged},
		"a lost membership": {`REVOKE writers FROM billing`, tabard.ErrChanged},
		"an option on one":  {`GRANT writers TO billing WITH ADMIN OPTION`, tabard.ErrChanged},
		"a superuser":       {`ALTER ROLE billing SUPERUSER`, tabard.ErrChanged},
		"another attribute": {`ALTER ROLE billing CREATEDB`, tabard.ErrChanged},
		"a setting":         {`ALTER ROLE billing SET role = 'readers'`, tabard.ErrChanged},
		"no expiry":         {`ALTER ROLE billing VALID UNTIL 'infinity'`, tabard.ErrChanged},
		"created anew":      {`DROP ROLE billing; CREATE ROLE billing`, tabard.ErrReborn},
		"dropped":           {`DROP ROLE billing`, tabard.ErrGone},
	}
	s := pgserver.Start(t)
	c := open(t, s)
	do := c.Actions[tabard.ActionQuarantine]
	s.Exec(t, `CREATE ROLE readers`, `CREATE ROLE writers`)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s.Exec(t, `DROP ROLE IF EXISTS billing`, `CREATE ROLE billing LOGIN PASSWORD 'x' IN ROLE writers`)
			plan, err := do.Plan(t.Context(), tabard.Actor{ID: "billing"})
			if err != nil {
				t.Fatal(err)
			}
			if err := do.Do(t.Context(), plan, "no-login", "ac_1"); err != nil {
				t.Fatal(err)
			}
			s.Exec(t, test.change)
			if err := do.Undo(t.Context(), plan, "ac_1"); !errors.Is(err, test.want) {
				t.Errorf("Undo = %v, want %v", err, test.want)
			}
			if one, ok := listing(t, c)["billing"]; ok && one.Login {
				t.Error("what undo refused lets the role in")
			}
		})
	}
}

func TestProtected(t *testing.T) {
	s := pgserver.Start(t)
	c := open(t, s)
	for _, role := range []string{"tabard", "postgres"} {
		plan, err := c.Actions[tabard.ActionQuarantine].Plan(t.Context(), tabard.Actor{ID: role})
		if err != nil || plan.Protected == "" {
			t.Errorf("%s: protected = %q, %v, want a reason", role, plan.Protected, err)
		}
	}
}

// The connection string holds a password: no error may show it.
func TestErrorsHideThePassword(t *testing.T) {
	for _, url := range []string{"postgres://u:canary-4711@127.0.0.1:1/x?sslmode=nonsense", "postgres://u:canary-4711@127.0.0.1:1/x"} {
		c, err := postgres.Open(tabard.Settings{System: "pg", URL: tabard.NewSecret(url)})
		if err == nil {
			_, err = c.Realm(context.Background())
		}
		if err == nil || strings.Contains(err.Error(), "canary") {
			t.Errorf("error = %v, want one without the password", err)
		}
	}
}
