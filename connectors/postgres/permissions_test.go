package postgres_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/postgres"
	"tabard.dev/tabard/tabardtest/pgserver"
)

// TestMissingPermissions takes away what the documented role has, one thing after the other: each is named, and the
// statement that is named with it gives it back.
func TestMissingPermissions(t *testing.T) {
	s := pgserver.Start(t)
	s.Exec(t, `CREATE DATABASE "Sh""op"`)
	c := open(t, s)
	expect := func(t *testing.T, want ...string) []tabard.MissingPermission {
		t.Helper()
		missing, err := c.Missing(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range missing {
			if got = append(got, m.Permission); m.For == "" || m.Grant == "" {
				t.Errorf("%s: for %q, granted by %q, want both told", m.Permission, m.For, m.Grant)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("missing = %q, want %q", got, want)
		}
		return missing
	}
	expect(t) // the documented role lacks nothing
	const reload = `; SELECT pg_reload_conf()`
	for want, takeAway := range map[string][]string{
		"CREATEROLE":                     {`ALTER ROLE tabard NOCREATEROLE`},
		"pg_signal_backend":              {`REVOKE pg_signal_backend FROM tabard`},
		"EXECUTE on pg_control_system()": {`REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC, tabard`},
		`CONNECT on database Sh"op`:      {`REVOKE CONNECT ON DATABASE "Sh""op" FROM PUBLIC, tabard`},
		"SELECT on pg_roles":             {`REVOKE SELECT ON pg_roles FROM PUBLIC`},
		"SELECT on pg_default_acl":       {`REVOKE SELECT ON pg_default_acl FROM PUBLIC`},
		"log_statement = ddl":            {`ALTER SYSTEM SET log_statement = 'none'`, `SELECT pg_reload_conf()`},
		"log_connections = on":           {`ALTER SYSTEM SET log_connections = off`, `SELECT pg_reload_conf()`},
		"log_destination = jsonlog":      {`ALTER SYSTEM SET log_destination = 'stderr'`, `SELECT pg_reload_conf()`},
	} {
		t.Run(want, func(t *testing.T) {
			s.Exec(t, takeAway...)
			for _, m := range expect(t, want) {
				for statement := range strings.SplitSeq(m.Grant, ";") {
					s.Exec(t, statement)
				}
				if strings.HasPrefix(m.Grant, "ALTER SYSTEM") && !strings.HasSuffix(m.Grant, reload) {
					t.Errorf("%q does not say how to apply it", m.Grant)
				}
			}
			expect(t)
		})
	}
	t.Run("a superuser", func(t *testing.T) {
		s.Exec(t, `ALTER ROLE tabard SUPERUSER NOCREATEROLE`, `REVOKE pg_signal_backend FROM tabard`)
		expect(t)
	})
}

// Without a right to read it, or without a file, the log is among what is missing.
func TestMissingLog(t *testing.T) {
	s := pgserver.Start(t)
	open(t, s)
	for log, want := range map[string]string{t.TempDir() + "/*.json": "no file matches", "": ""} {
		c, err := postgres.Open(tabard.Settings{System: "pg", URL: tabard.NewSecret(s.URL("tabard", "tabard-canary")), Log: log})
		if err != nil {
			t.Fatal(err)
		}
		missing, err := c.Missing(t.Context())
		switch {
		case err != nil:
			t.Errorf("%q: %v", log, err)
		case want == "" && len(missing) > 0, want != "" && (len(missing) != 1 || !strings.Contains(missing[0].Permission, want)):
			t.Errorf("with the log %q: missing %+v, want %q", log, missing, want)
		}
	}
	if os.Geteuid() == 0 {
		return // root may read everything
	}
	closed := t.TempDir() + "/x.json"
	if err := os.WriteFile(closed, nil, 0); err != nil {
		t.Fatal(err)
	}
	c, err := postgres.Open(tabard.Settings{System: "pg", URL: tabard.NewSecret(s.URL("tabard", "tabard-canary")), Log: closed})
	if err != nil {
		t.Fatal(err)
	}
	if missing, err := c.Missing(t.Context()); err != nil || len(missing) != 1 || !strings.Contains(missing[0].Permission, closed) {
		t.Errorf("with a log that is closed to us: missing %+v, %v", missing, err)
	}
}
