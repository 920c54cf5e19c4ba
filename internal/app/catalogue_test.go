package app_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"tabard.dev/tabard/tabardtest/pgserver"
)

// run runs statements in one message each, as psql sends them; what the server refuses is refused.
func run(t *testing.T, conn *pgx.Conn, statements ...string) {
	t.Helper()
	for _, statement := range statements {
		if _, err := conn.PgConn().Exec(t.Context(), statement).ReadAll(); err != nil {
			t.Logf("%s: %v", statement, err)
		}
	}
}

// birthOf waits for the birth of a role and gives the newest.
func (s *server) birthOf(t *testing.T, role string) (birth object) {
	t.Helper()
	within(t, 30*time.Second, fmt.Sprintf("the birth of %q", role), func() (ok bool) {
		birth, ok = s.bornAs(t, role)
		return ok
	})
	return birth
}

func (s *server) bornAs(t *testing.T, role string) (object, bool) {
	t.Helper()
	for _, b := range s.list(t, "births?system=pg&kind=identity&limit=1000") {
		if b["name"] == role {
			return b, true
		}
	}
	return nil, false
}

// TestTheLogIsAHintTheCatalogueIsTheTruth makes roles in all the ways in which the log says too much, too little or nothing.
func TestTheLogIsAHintTheCatalogueIsTheTruth(t *testing.T) {
	pg, s := watched(t, nil,
		`CREATE ROLE powerless LOGIN PASSWORD 'x'`,
		`CREATE FUNCTION make(name text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$BEGIN EXECUTE format('CREATE ROLE %I LOGIN', name); END$$`,
	)
	builder, powerless := pg.Connect(t, "agent_builder", "builder"), pg.Connect(t, "powerless", "x")
	id := func(role string) any {
		one, ok := find(s.list(t, "identities?system=pg&native_id="+url.QueryEscape(role)), "native_id", role)
		if !ok {
			t.Fatalf("%s is not listed", role)
		}
		return one["id"]
	}
	by := func(t *testing.T, role string, want any) {
		t.Helper()
		if b := s.birthOf(t, role); b["creator"] != want {
			t.Errorf("%q was made by %v, want %v", role, b["creator"], want)
		} else if session := b["session"]; want != "unknown" && (session == nil || session == "") {
			t.Errorf("the birth of %q names no session", role)
		}
	}
	found := func(t *testing.T, role, detection string) {
		t.Helper()
		within(t, 15*time.Second, "the finding", func() bool {
			return slices.ContainsFunc(s.list(t, "findings?system=pg&limit=1000&detection="+detection), func(f object) bool {
				who, _ := f["identity"].(object)
				return who["name"] == role
			})
		})
	}

	// What never came to be: the role that is made after it is in the lists, so they would be too.
	run(t, powerless, `CREATE ROLE refused LOGIN`)
	run(t, builder, `BEGIN; CREATE ROLE ghost LOGIN; ROLLBACK`, `CREATE ROLE half LOGIN; SELECT 1/0`, `CREATE ROLE after_them LOGIN`)
	by(t, "after_them", id("agent_builder"))
	for _, role := range []string{"refused", "ghost", "half"} {
		if b, ok := s.bornAs(t, role); ok {
			t.Errorf("%s never existed, and was born: %v", role, b)
		}
	}
	if events := s.list(t, "events?system=pg&action=CREATE%20ROLE&limit=1000"); len(events) < 4 {
		t.Errorf("%d events tell of CREATE ROLE, want the refused and the rolled back ones among them", len(events))
	}

	t.Run("what one session was refused, another makes without a line", func(t *testing.T) {
		run(t, powerless, `CREATE ROLE claimed LOGIN`)
		pg.Exec(t, `SELECT make('claimed')`)
		by(t, "claimed", "unknown")
	})
	t.Run("a function and a DO block, without a line", func(t *testing.T) {
		run(t, powerless, `SELECT make('by function')`)
		run(t, builder, `DO $$BEGIN EXECUTE 'CREATE ROLE by_do LOGIN'; END$$`)
		for _, role := range []string{"by function", "by_do"} {
			by(t, role, "unknown")
			found(t, role, "birth-by-unknown.any")
		}
	})
	t.Run("several statements in one line", func(t *testing.T) {
		run(t, builder, "CREATE ROLE first LOGIN; CREATE TEMP TABLE t (i int);\nCREATE USER second; GRANT first TO second")
		by(t, "first", id("agent_builder"))
		by(t, "second", id("agent_builder"))
	})
	t.Run("a transaction that ends late", func(t *testing.T) {
		tx, err := builder.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		run(t, tx.Conn(), `CREATE ROLE late LOGIN`)
		run(t, powerless, `SELECT pg_sleep(0.6)`)
		if _, ok := s.bornAs(t, "late"); ok {
			t.Error("a role was born before its transaction ended")
		}
		if err := tx.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
		by(t, "late", id("agent_builder"))
	})
	t.Run("renamed", func(t *testing.T) {
		run(t, builder, `ALTER ROLE first RENAME TO "First!"`)
		by(t, "First!", id("agent_builder"))
	})
	t.Run("a burst", func(t *testing.T) {
		for i := range 60 {
			run(t, builder, fmt.Sprintf(`CREATE ROLE burst%d LOGIN`, i))
		}
		for i := range 60 {
			by(t, fmt.Sprint("burst", i), id("agent_builder"))
		}
	})
	t.Run("names", func(t *testing.T) { names(t, pg, s, builder) })
	t.Run("dropped and made anew", func(t *testing.T) { anew(t, pg, s, builder) })
}

// names makes roles with names of all kinds; each is written as a statement and as what the server makes of it.
func names(t *testing.T, pg *pgserver.Server, s *server, builder *pgx.Conn) {
	t.Helper()
	builderID, _ := find(s.list(t, "identities?native_id=agent_builder"), "native_id", "agent_builder")
	long := strings.Repeat("ä", 40)
	all := map[string]string{
		`"it's ""quoted"""`: `it's "quoted"`, `"two` + "\n" + `lines	and a tab"`: "two\nlines	and a tab", `"user"`: "user", `"select"`: "select",
		`"Größe 角色 🤖"`: "Größe 角色 🤖", `ÜBER`: "Über", `MixedCase`: "mixedcase", `"; DROP ROLE x; --"`: "; DROP ROLE x; --",
		`"a.b"`: "a.b", `U&"d\0061t\+000061\\"`: `data\`, `U&"!0063!!" UESCAPE '!'`: "c!", `"` + long + `"`: strings.Repeat("ä", 31),
		`"` + strings.Repeat("x", 63) + `"`: strings.Repeat("x", 63), `"\"`: `\`, `"$1"`: "$1", `"public "`: "public ", `"PUBLIC"`: "PUBLIC",
		"\"\u202egnp\"": "\u202egnp", `"` + "\x1b[31mred" + `"`: "\x1b[31mred",
	}
	for written := range all {
		if _, err := builder.PgConn().Exec(t.Context(), `CREATE ROLE `+written+` LOGIN`).ReadAll(); err != nil {
			t.Fatalf("%q: %v", written, err)
		}
	}
	for written, name := range all {
		if b := s.birthOf(t, name); b["creator"] != builderID["id"] {
			t.Errorf("%q was made by %v, want agent_builder", name, b["creator"])
		}
		if one := s.list(t, "identities?system=pg&native_id="+url.QueryEscape(name)); len(one) != 1 {
			t.Errorf("%q is listed %d times, want once", name, len(one))
		}
		if written == `"it's ""quoted"""` {
			quarantine(t, pg, s, name)
		}
	}
}

// quarantine plans a quarantine by hand and checks that it is not carried out by whoever asked.
func quarantine(t *testing.T, pg *pgserver.Server, s *server, role string) {
	t.Helper()
	code, action := s.call(t, http.MethodPost, "actions", object{"kind": "quarantine", "system": "pg", "target": role, "reason": "a test"})
	if code != http.StatusOK || action["state"] != "planned" {
		t.Fatalf("plan = %d %v", code, action)
	}
	if code, refused := s.call(t, http.MethodPost, fmt.Sprintf("actions/%s/approve", action["id"]), nil); code != http.StatusForbidden {
		t.Errorf("whoever asked approves: %d %v, want %d", code, refused, http.StatusForbidden)
	}
	if conn := pg.Connect(t, pgserver.Superuser, pgserver.Password); conn != nil {
		var login bool
		if err := conn.QueryRow(t.Context(), `SELECT rolcanlogin FROM pg_roles WHERE rolname = $1`, role).Scan(&login); err != nil || !login {
			t.Errorf("the role can log in: %v, %v, want it untouched", login, err)
		}
	}
}

// anew drops a role for which an action waits and makes another one of its name: the action is refused.
func anew(t *testing.T, pg *pgserver.Server, s *server, builder *pgx.Conn) {
	t.Helper()
	run(t, builder, `CREATE ROLE phoenix LOGIN`)
	s.birthOf(t, "phoenix")
	var action object
	within(t, 10*time.Second, "the proposal", func() (ok bool) {
		action, ok = s.actionOn(t, "phoenix")
		return ok
	})
	run(t, builder, `DROP ROLE phoenix; CREATE ROLE phoenix LOGIN PASSWORD 'new'`)
	within(t, 20*time.Second, "the next incarnation", func() bool {
		return len(s.list(t, "identities?system=pg&native_id=phoenix")) == 2
	})
	code, done := s.call(t, http.MethodPost, fmt.Sprintf("actions/%s/approve", action["id"]), nil)
	if done["state"] != "failed" || !strings.Contains(fmt.Sprint(done["error"]), "not the one that the action was planned on") {
		t.Errorf("an action on the old one = %d %v, want it refused", code, done)
	}
	if err := pg.Login(t.Context(), "phoenix", "new"); err != nil {
		t.Errorf("the new one cannot log in: %v", err)
	}
}
