package postgres_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/postgres"
	"tabard.dev/tabard/tabardtest"
	"tabard.dev/tabard/tabardtest/pgserver"
)

// secretStatements are statements with secrets, as people and tools write them. Those that the server refuses are logged
// too, with the error.
var secretStatements = []string{
	`CREATE ROLE app LOGIN PASSWORD 'canary-plain' VALID UNTIL '2027-01-01'`,
	`create user "Quoted Name" with encrypted password 'canary-''quoted''-twice'`,
	`ALTER ROLE app PASSWORD E'canary-\'escaped\\'`,
	`ALTER USER app WITH PASSWORD $$canary-dollar$$; ALTER ROLE app VALID UNTIL 'infinity'`,
	"/* nested /* comment */ */ ALTER ROLE app -- it's a comment\n PASSWORD 'canary-after-comments'",
	`DO $do$ BEGIN EXECUTE 'ALTER ROLE app PASSWORD ''canary-in-do'''; END $do$`,
	`DO 'BEGIN ALTER ROLE app PASSWORD ''canary-in-string''; END'`,
	`CREATE FUNCTION login() RETURNS text LANGUAGE sql SECURITY DEFINER AS $f$ SELECT crypt('canary-crypt', 'salt') $f$`,
	`CREATE FUNCTION link() RETURNS int LANGUAGE plpgsql AS $f$ BEGIN PERFORM dblink_connect('host=db user=u password=canary-dblink'); RETURN 1; END $f$`,
	`CREATE FUNCTION rotate() RETURNS void LANGUAGE plpgsql AS 'BEGIN EXECUTE $q$ALTER ROLE app PASSWORD ''canary-nested''$q$; END'`,
	`CREATE TABLE users (name text, password text, note text)`,
	`INSERT INTO users (name, password, note) VALUES ('bob', 'canary-insert', 'hello'), ('eve', 'canary-second', 'x')`,
	`UPDATE users SET password = 'canary-update' WHERE name = 'bob'`,
	`SELECT * FROM users WHERE password='canary-where'`,
	`SELECT set_config('app.secret', 'canary-config', false)`,
	`SET app.api_key TO 'canary-set'`,
	`ALTER SYSTEM SET primary_conninfo = 'host=primary user=rep password=canary-conninfo'`,
	`SELECT 'postgres://app:canary-url@db:5432/erp'`,
	`CREATE SUBSCRIPTION s CONNECTION 'host=db password=canary-subscription dbname=x' PUBLICATION p`,
	`COPY (SELECT 1) TO PROGRAM 'curl -H "Authorization: x" --data token=canary-program https://example.invalid/'`,
	`CREATE ROLE broken PASSWORD canary_unquoted`,
	`CREATE ROLE broken PASSWORD 'canary-unclosed`,
	`SELECT pgp_sym_encrypt('data', 'canary-pgp')`,
	`SELECT '{"user":"x","password":"canary-json"}'`,
	`CREATE ROLE app LOGIN PASSWORD 'canary-again'`,
}

// TestLiveLog runs statements on a real server and reads the log that it writes, in both formats.
func TestLiveLog(t *testing.T) {
	server := pgserver.Start(t, "log_destination=jsonlog,csvlog", "log_statement=all", "log_min_duration_statement=-1", "log_min_error_statement=error")
	conn := server.Connect(t, pgserver.Superuser, pgserver.Password)
	simple := func(sql string) {
		_, _ = conn.Exec(t.Context(), sql, pgx.QueryExecModeSimpleProtocol) // many are refused, which is a line too
	}
	for _, sql := range secretStatements {
		simple(sql)
	}
	_, _ = conn.Exec(t.Context(), `UPDATE users SET password = $1 WHERE name = $2`, "canary-parameter", "bob")
	for _, sql := range []string{
		`GRANT SELECT ON users TO app`, `GRANT pg_read_server_files TO app WITH ADMIN OPTION`, `REVOKE SELECT ON TABLE users FROM app`,
		`COMMENT ON ROLE app IS 'owner: team:billing; purpose: invoices'`, `ALTER ROLE app NOLOGIN`, `DROP ROLE "Quoted Name"`,
	} {
		simple(sql)
	}
	if err := server.Login(t.Context(), "app", "canary-wrong"); err == nil {
		t.Fatal("a wrong password was accepted")
	}
	mark := "end of the test"
	simple("SELECT '" + mark + "'")
	family := postgres.Connector().Families[0]
	json := logged(t, family, server.Log, mark)
	csv := logged(t, family, strings.TrimSuffix(server.Log, ".json")+".csv", mark)
	if len(json) == 0 || len(json) != len(csv) {
		t.Fatalf("%d events of jsonlog, %d of csvlog", len(json), len(csv))
	}
	for i := range json {
		json[i].Record, csv[i].Record = nil, nil
		if a, b := tabardtest.Describe(json[i]), tabardtest.Describe(csv[i]); a != b {
			t.Errorf("the same line in two formats reads as\n%s\nand\n%s", a, b)
		}
	}
	expectLive(t, json)
}

// logged reads a log up to the line with a mark, cuts the secrets out and looks for what is left of them.
func logged(t *testing.T, f tabard.Family, pattern, mark string) []*tabard.Event {
	t.Helper()
	var all []*tabard.Event
	for piece, err := range f.Split(bytes.NewReader(readLog(t, pattern, mark))) {
		if err != nil {
			t.Fatal(err)
		}
		record := slices.Clone(piece.Record)
		if inside := f.Unwrap(record); len(inside) == 1 {
			record = inside[0]
		}
		clean := tabardtest.Redact(f, record)
		if at := bytes.Index(bytes.ReplaceAll(clean, []byte("_"), []byte("-")), []byte("canary-")); at >= 0 {
			t.Errorf("a secret is left: %s", clean)
		}
		e, err := tabardtest.Decode(t, f, record)
		if err != nil {
			t.Fatalf("%v: %s", err, record)
		}
		if e.Time.IsZero() || e.Event == "" || e.Action == "" {
			t.Errorf("no time, id or action: %s", record)
		}
		all = append(all, e)
	}
	return all
}

func readLog(t *testing.T, pattern, mark string) []byte {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		var text []byte
		for _, file := range files {
			part, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text = append(text, part...)
		}
		if bytes.Contains(text, []byte(mark)) {
			return text[:bytes.LastIndexByte(text, '\n')+1]
		}
		select {
		case <-ctx.Done():
			t.Fatalf("the log never had %q", mark)
		case <-tick.C:
		}
	}
}

func expectLive(t *testing.T, events []*tabard.Event) {
	t.Helper()
	var got []string
	for _, e := range events {
		got = append(got, e.Action+" "+string(e.Outcome))
		for line := range strings.Lines(tabardtest.Describe(e)) {
			if rest, ok := strings.CutPrefix(strings.TrimSpace(line), "change"); ok {
				got = append(got, string(e.Outcome)+": "+strings.TrimSpace(rest))
			}
		}
	}
	for _, want := range []string{
		"connection received unknown", "connection authenticated success", "connection authorized success", "authentication failed failure", "disconnection success",
		"unknown: created identity of app (role) (announced)",
		"unknown: updated credential of app (role) credential password password:app never-expires (announced)",
		"unknown: granted grant of app (role) permission=SELECT on=postgres/table:users (announced)",
		"unknown: granted grant of app (role) permission=MEMBER on=role:pg_read_server_files via=with admin option ADMIN (announced)",
		"unknown: revoked grant of app (role) permission=SELECT on=postgres/table:users (announced)",
		"unknown: disabled identity of app (role) (announced)",
		"unknown: deleted identity of Quoted Name (role) (announced)",
		"failure: created identity of app (role)",
		"GRANT ROLE unknown", "COMMENT unknown", "CREATE FUNCTION failure",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("the log does not tell %q", want)
		}
	}
	if t.Failed() {
		t.Logf("it tells\n%s", strings.Join(got, "\n"))
	}
}
