package postgres_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/postgres"
	"tabard.dev/tabard/tabardtest"
	"tabard.dev/tabard/tabardtest/pgserver"
)

// hostileNames are names of roles that would be something else, or another role, where a statement quotes them badly: a
// chosen list, and random ones of the characters that matter.
func hostileNames() []string {
	all := []string{
		`"`, `""`, `'`, `''`, `\`, `\'`, `;`, `--`, `/*`, `*/`, `$$`, `$1`, `%I`, `%s`, `E'\''`, `U&"\0061"`, `a"; DROP ROLE victim; --`, `x" NOLOGIN; ALTER ROLE "victim`,
		`victim" --`, `Victim`, `VICTIM`, ` victim`, `victim `, "victim\n", "\nvictim", "vic\ttim", "victim\x01", "victim\u200b", "\u202emitciv", `user`, `current_user`,
		`session_user`, `all`, `select`, `pgbench`, `"victim"`, `victim,other`, `other victim`, `éèê`, "e\u0301", "\u00e9", strings.Repeat("é", 31), strings.Repeat(`"`, 63), strings.Repeat("v", 63),
	}
	random := rand.New(rand.NewPCG(27, 27))
	alphabet := []rune(`"'\;-/*$%& ,.()victimVICTIM` + "\n\t\u00e9\u200b0")
	for len(all) < 120 {
		var b strings.Builder
		for range 1 + random.IntN(20) {
			b.WriteRune(alphabet[random.IntN(len(alphabet))])
		}
		if name := b.String(); len(name) <= 63 && utf8.ValidString(name) && !slices.Contains(all, name) && name != "victim" {
			all = append(all, name)
		}
	}
	return all
}

// TestStatementsParseBack has the server itself parse each generated statement (HARDENING 27): with a role of each hostile
// name, an action changes that role and no other, and the line that the server logs reads back as the one statement about it.
func TestStatementsParseBack(t *testing.T) {
	s := pgserver.Start(t)
	c := open(t, s)
	do := c.Actions[tabard.ActionQuarantine]
	conn := s.Connect(t, pgserver.Superuser, pgserver.Password)
	names := hostileNames()
	for _, name := range append(slices.Clone(names), "victim") {
		var statement string // as the server quotes it, not as we do
		if err := conn.QueryRow(t.Context(), `SELECT format('CREATE ROLE %I LOGIN', $1::text)`, name).Scan(&statement); err != nil {
			t.Fatal(err)
		}
		s.Exec(t, statement)
	}
	logins := func() map[string]bool {
		rows, err := conn.Query(t.Context(), `SELECT rolname, rolcanlogin FROM pg_roles WHERE rolname !~ '^pg_'`)
		if err != nil {
			t.Fatal(err)
		}
		all := map[string]bool{}
		var name string
		var login bool
		if _, err := pgx.ForEachRow(rows, []any{&name, &login}, func() error { all[name] = login; return nil }); err != nil {
			t.Fatal(err)
		}
		return all
	}
	before := logins()
	for _, name := range names {
		plan, err := do.Plan(t.Context(), tabard.Actor{ID: name})
		if err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		for _, step := range plan.Steps {
			if err := do.Do(t.Context(), plan, step.Step, "ac_27"); err != nil {
				t.Fatalf("%q: %v", name, err)
			}
		}
		want := maps.Clone(before)
		want[name] = false
		if got := logins(); !maps.Equal(got, want) {
			t.Fatalf("%q: %s changed something else, or nothing", name, plan.Steps[0].Does)
		}
		if err := do.Undo(t.Context(), plan, "ac_27"); err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		if got := logins(); !maps.Equal(got, before) {
			t.Fatalf("%q: undo did not restore the state before", name)
		}
	}
	s.Exec(t, `CREATE ROLE end_of_the_test`)
	refused, allowed := map[string]int{}, map[string]int{}
	for _, e := range logged(t, postgres.Connector().Families[0], s.Log, "end_of_the_test") {
		if e.UserAgent != "tabard ac_27" || e.Action != "ALTER ROLE" {
			continue
		}
		if len(e.Changes) != 1 {
			t.Errorf("a statement reads back as %s", tabardtest.Describe(e))
			continue
		}
		switch change := e.Changes[0]; change.Verb {
		case tabard.Disabled:
			refused[change.Identity.ID]++
		case tabard.Enabled:
			allowed[change.Identity.ID]++
		default:
			t.Errorf("a statement reads back as %s", tabardtest.Describe(e))
		}
	}
	for _, name := range names {
		if refused[name] != 1 || allowed[name] != 1 {
			t.Errorf("%q reads back from %d statements that refuse logins and %d that allow them, want one each", name, refused[name], allowed[name])
		}
	}
	if len(refused) != len(names) || len(allowed) != len(names) {
		t.Errorf("%d and %d names read back, want %d", len(refused), len(allowed), len(names))
	}
}

// TestQuarantineOutlivesACrashOfTheServer crashes PostgreSQL right after an action was acknowledged (HARDENING 15), with a
// setting under which it forgets what it acknowledged to others.
func TestQuarantineOutlivesACrashOfTheServer(t *testing.T) {
	s := pgserver.Start(t, "synchronous_commit=off", "wal_writer_delay=10s")
	c := open(t, s)
	do := c.Actions[tabard.ActionQuarantine]
	rounds := 10
	if testing.Short() {
		rounds = 2
	}
	for i := range rounds {
		role := fmt.Sprint("stolen", i)
		s.Exec(t, `CREATE ROLE `+role+` LOGIN PASSWORD 'x'`, `CHECKPOINT`)
		plan, err := do.Plan(t.Context(), tabard.Actor{ID: role})
		if err != nil {
			t.Fatal(err)
		}
		if err := do.Do(t.Context(), plan, "no-login", "ac_15"); err != nil {
			t.Fatal(err)
		}
		s.Crash(t)
		if err := s.Login(t.Context(), role, "x"); err == nil || !strings.Contains(err.Error(), "not permitted to log in") {
			t.Fatalf("round %d: a login after the crash = %v, want it refused", i, err)
		}
		if err := do.Undo(t.Context(), plan, "ac_15"); err != nil {
			t.Fatal(err)
		}
		s.Crash(t)
		if err := s.Login(t.Context(), role, "x"); err != nil {
			t.Fatalf("round %d: a login after undo and a crash = %v, want it let in", i, err)
		}
	}
}
