package access_test

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/store/sqlite"
)

// victim is set in a process that is to be killed: it holds the data folder.
const victim = "ACCESS_TEST_VICTIM"

// A token that was revoked, and said to be, is refused after the process was killed at that very moment (HARDENING 15). "make
// crash" tries it a thousand times.
func TestARevocationOutlivesKill(t *testing.T) {
	if folder, ok := os.LookupEnv(victim); ok { //nolint:forbidigo // how a test speaks to itself
		revokeAndWait(t, folder)
		return
	}
	rounds := 30
	switch {
	case os.Getenv("TABARD_CRASH") == "full": //nolint:forbidigo // a test's own switch
		rounds = 1000
	case testing.Short():
		rounds = 3
	}
	folder := t.TempDir()
	for range rounds {
		child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestARevocationOutlivesKill$")
		child.Env = append(os.Environ(), victim+"="+folder)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		lines.Scan()
		text := lines.Text()
		if err := child.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = child.Wait()
		db, err := sqlite.Open(t.Context(), folder)
		if err != nil {
			t.Fatal(err)
		}
		tokens, err := access.Open(t.Context(), access.NewTable(db))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tokens.Check(text, time.Now()); len(text) != 76 || !errors.Is(err, access.ErrDenied) {
			t.Errorf("the token %.12s… passes after a kill: %v", text, err)
		}
		if list := tokens.List(access.Caller{Role: access.Admin}); len(list) == 0 || list[0].Revoked.IsZero() {
			t.Errorf("%+v", list)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func revokeAndWait(t *testing.T, folder string) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	tokens, err := access.Open(t.Context(), access.NewTable(db))
	if err != nil {
		t.Fatal(err)
	}
	admin := access.Caller{ID: "start", Role: access.Admin, Expires: time.Now().Add(time.Hour)}
	var token access.Token
	var text tabard.Secret
	if token, text, err = tokens.Create(t.Context(), admin, "ci", access.Viewer, time.Hour, time.Now()); err != nil {
		t.Fatal(err)
	}
	if _, err := tokens.Revoke(t.Context(), admin, token.ID, false, time.Now()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stdout.WriteString(text.Reveal() + "\n"); err != nil {
		t.Fatal(err)
	}
	select {} // until killed
}
