package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// databaseName is the private PostgreSQL's name among the systems.
const databaseName = "demo-postgres"

// story has a scripted agent make a login that nobody owns, and shows what Tabard makes of it.
func (d *demo) story(ctx context.Context) error {
	if err := d.until(ctx, "the first listing of the database", func() (bool, error) {
		out, err := d.ask(ctx, "get", "systems", databaseName, "-o", "json", "--jq", ".[].last_listing // empty")
		return out != "", err
	}); err != nil {
		return err
	}
	const birth = `CREATE ROLE "invoice-bot" LOGIN PASSWORD `
	fmt.Printf("\nA live PostgreSQL, on 127.0.0.1:%d. An agent's session makes a login without an owner or an end:\n  agent_builder> %s'…';\n", d.db.port, birth)
	began := time.Now()
	if err := d.db.run(ctx, "agent_builder", d.db.password, birth+"'"+d.db.password+"';"); err != nil {
		return err
	}
	var action string
	if err := d.until(ctx, "the proposal", func() (bool, error) {
		out, err := d.ask(ctx, "get", "actions", "--filter", "policy=login-owner", "--filter", "state=planned", "-o", "json", "--jq", ".[].id")
		action, _, _ = strings.Cut(out, "\n")
		return action != "", err
	}); err != nil {
		return err
	}
	fmt.Printf("%.1f seconds later there are a birth, a finding, and a proposal that changes nothing yet:\n\n", time.Since(began).Seconds())
	for _, view := range [][]string{
		{"get", "births", "--filter", "system=" + databaseName, "--filter", "kind=identity", "--limit", "1", "--quiet"},
		{"get", "findings", "--filter", "detection=policy.login-owner"},
		{"get", "actions", "--filter", "state=planned"},
	} {
		if err := d.command(ctx, view...); err != nil {
			return err
		}
		fmt.Println()
	}
	login := fmt.Sprintf("PGPASSWORD=%s psql -h 127.0.0.1 -p %d -U invoice-bot postgres -c 'SELECT current_user'", d.db.password, d.db.port)
	fmt.Printf(`Be the person who decides, in another terminal (the export is below):
  %[1]s
  %[2]s actions approve %[3]s --reason "nobody owns it"
  %[1]s     # refused now, and its open sessions have ended
  %[2]s actions undo %[3]s --reason "billing needs it"       # it is let in again, and left alone for a day
`, login, d.tabard, action)
	return nil
}

// until asks ten times a second until the answer is yes, for half a minute at most.
func (d *demo) until(ctx context.Context, what string, yes func() (bool, error)) error {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for range 300 {
		if ok, err := yes(); ok || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
	return errors.New(what + " did not come within 30 seconds")
}

// ask runs a tabard command against the server and gives what it printed.
func (d *demo) ask(ctx context.Context, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, d.tabard, args...) //nolint:gosec // the program this example is about
	cmd.Env = append(os.Environ(), "TABARD_URL="+d.url, "TABARD_TOKEN="+d.token)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("%s: %w: %s", strings.Join(args, " "), err, complaint.String())
	}
	return strings.TrimSpace(string(out)), err
}
