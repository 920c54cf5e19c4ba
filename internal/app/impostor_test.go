package app_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"tabard.dev/tabard/tabardtest/pgserver"
)

// TestNobodyHidesBehindAnAction has an agent take the name that one of Tabard's own sessions carries, which every role of the
// server can see: what it does then is found as ever, and that it took the name is critical. So is what is done with
// Tabard's own role by anybody but Tabard.
func TestNobodyHidesBehindAnAction(t *testing.T) {
	pg, s := watched(t, nil)
	builder := pg.Connect(t, "agent_builder", "builder")
	run(t, builder, `CREATE ROLE first LOGIN`)
	var action object
	within(t, 20*time.Second, "a proposal", func() (ok bool) {
		action, ok = s.actionOn(t, "first")
		return ok
	})
	if code, done := s.call(t, http.MethodPost, fmt.Sprintf("actions/%s/approve", action["id"]), nil); code != http.StatusOK || done["state"] != "verified" {
		t.Fatalf("approve = %d %v", code, done)
	}
	run(t, builder, fmt.Sprintf(`SET application_name = 'tabard %s'`, action["id"]), `CREATE ROLE hidden LOGIN PASSWORD 'x'`)
	within(t, 20*time.Second, "the finding about the role", func() bool {
		_, ok := s.actionOn(t, "hidden")
		return ok
	})
	stolen(t, pg)
	for _, who := range []string{"agent_builder", "tabard"} {
		within(t, 20*time.Second, "the finding about "+who, func() bool {
			for _, f := range s.list(t, "findings?severity=critical&detection=change-without-receipt") {
				if of, _ := f["identity"].(object); of["name"] == who {
					return true
				}
			}
			return false
		})
	}
}

// stolen changes a role with Tabard's own credential.
func stolen(t *testing.T, pg *pgserver.Server) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), pg.URL("tabard", "tabard-canary"))
	if err != nil {
		t.Fatal(err)
	}
	run(t, conn, `ALTER ROLE first LOGIN`)
	if err := conn.Close(t.Context()); err != nil {
		t.Error(err)
	}
}
