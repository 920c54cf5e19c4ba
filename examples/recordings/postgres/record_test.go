//go:build record

package postgres

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"testing"

	"github.com/jackc/pgx/v5"

	"tabard.dev/tabard/tabardtest/pgserver"
)

// TestRecord tells the story to a real server and keeps the log that it writes. It is a test so that it can use the server
// that tests use; the build tag keeps it out of make test.
func TestRecord(t *testing.T) {
	server := pgserver.Start(t, "log_line_prefix=", "log_min_messages=warning", "log_checkpoints=off")
	// Clients of this story come from all over the loopback.
	hba := filepath.Join(filepath.Dir(filepath.Dir(server.Log)), "pg_hba.conf")
	server.Exec(t, "COPY (VALUES ('host all all 127.0.0.0/8 scram-sha-256')) TO '"+hba+"'", "SELECT pg_reload_conf()")
	server.Exec(t, founding()...)
	for i, s := range story() {
		if err := tell(t.Context(), server, s); err != nil {
			t.Fatalf("step %d, %s as %s: %v", i, s.app, s.role, err)
		}
	}
	logs, err := filepath.Glob(server.Log)
	if err != nil || len(logs) == 0 {
		t.Fatalf("no log at %s: %v", server.Log, err)
	}
	var whole []byte
	for _, name := range logs {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		whole = append(whole, text...)
	}
	if err := os.WriteFile("postgres.jsonl", whole, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("recorded %d bytes", len(whole))
}

func tell(ctx context.Context, server *pgserver.Server, s step) error {
	secret := password(s.role)
	if s.bad {
		secret = "canary-wrong"
	}
	config, err := pgx.ParseConfig(server.URL(s.role, secret))
	if err != nil {
		return err
	}
	if s.app != "" {
		config.RuntimeParams["application_name"] = s.app
	}
	if s.role != pgserver.Superuser && !s.bad {
		config.Database = "erp"
	}
	config.DialFunc = (&net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(s.from)}}).DialContext
	conn, err := pgx.ConnectConfig(ctx, config)
	if s.bad {
		if err == nil {
			return conn.Close(ctx)
		}
		return nil
	}
	if err != nil {
		return err
	}
	defer conn.Close(ctx) //nolint:errcheck // its end is on the log
	for _, statement := range s.run {
		if _, err := conn.Exec(ctx, statement); err != nil && !s.fail {
			return err
		}
	}
	return nil
}
