// Command demo shows Tabard at work: it starts the server with its embedded defaults and a temporary data folder, feeds it
// the samples of this repository through the receiver that everybody uses, and shows what it found. Ctrl-C ends it.
//
// The samples are recordings and texts in documented shapes; their times are moved so that the last record is now. With
// -postgres it also starts a private PostgreSQL, where one is installed, and lets a scripted agent loose on it.
//
// Usage: demo [-postgres ROLE.SQL] TABARD SAMPLES..., each sample as FAMILY=FILE
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json/v2"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) (err error) {
	flags := flag.NewFlagSet("demo", flag.ContinueOnError)
	role := flags.String("postgres", "", "script that makes Tabard's role: start a private PostgreSQL, too")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if args = flags.Args(); len(args) < 2 {
		return errors.New("usage: demo [-postgres ROLE.SQL] TABARD FAMILY=FILE, one or more")
	}
	data, err := os.MkdirTemp("", "tabard-demo-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(data) //nolint:errcheck // a temporary folder
	d := &demo{tabard: args[0], data: data}
	if *role != "" {
		if d.db, err = startDatabase(ctx, *role); err != nil {
			d.without = err
		}
		defer func() { err = errors.Join(err, d.db.stop()) }()
	}
	server, err := d.start(ctx)
	if err != nil {
		return err
	}
	if err := d.show(ctx, args[1:]); err != nil && ctx.Err() == nil {
		return errors.Join(err, d.stop(server))
	}
	<-ctx.Done()
	fmt.Println("\nstopping")
	return d.stop(server)
}

type demo struct {
	tabard, data, url, token string
	db                       *database // nil where there is none
	without                  error     // why
}

// start starts the server and waits until it is ready.
func (d *demo) start(ctx context.Context) (*exec.Cmd, error) {
	args := []string{"serve", "--data", d.data, "--listen", "127.0.0.1:0"}
	if d.db != nil {
		file := filepath.Join(d.data, "tabard.yaml")
		if err := d.db.settings(file); err != nil {
			return nil, err
		}
		args = append(args, "--config", file)
	}
	server := exec.CommandContext(ctx, d.tabard, args...) //nolint:gosec // the program this example is about
	server.Cancel = func() error { return server.Process.Signal(os.Interrupt) }
	server.WaitDelay = 20 * time.Second
	server.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // so that Ctrl-C reaches it through us, once
	stderr, err := server.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := server.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", d.tabard, err)
	}
	lines := bufio.NewScanner(stderr)
	var said []string
	for lines.Scan() {
		if url, ok := strings.CutPrefix(lines.Text(), "ready "); ok {
			d.url = url
			break
		}
		said = append(said, lines.Text())
	}
	if d.url == "" {
		return nil, errors.Join(fmt.Errorf("the server did not start:\n%s", strings.Join(said, "\n")), server.Wait())
	}
	go io.Copy(io.Discard, stderr) //nolint:errcheck // the log is not shown; it ends with the server
	token, err := os.ReadFile(filepath.Join(d.data, "admin.token"))
	if err != nil {
		return nil, err
	}
	d.token = strings.TrimSpace(string(token))
	return server, nil
}

// stop ends the server and waits for it.
func (d *demo) stop(server *exec.Cmd) error {
	if err := server.Process.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	var exit *exec.ExitError
	if err := server.Wait(); err != nil && !errors.As(err, &exit) && !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// show feeds the samples and prints what came of them.
func (d *demo) show(ctx context.Context, samples []string) error {
	fmt.Println("Tabard is running. Feeding it the samples of this repository; their times are moved so that the last record is now.")
	for _, sample := range samples {
		family, file, ok := strings.Cut(sample, "=")
		if !ok {
			return fmt.Errorf("sample %q is not FAMILY=FILE", sample)
		}
		if err := d.feed(ctx, family, file); err != nil {
			return err
		}
	}
	if err := d.settled(ctx); err != nil {
		return err
	}
	for _, view := range []struct{ title, list, filter string }{
		{"Findings, worst first", "findings", "--sort=-severity"},
		{"Newest births: who made what", "births", ""},
		{"Identities judged AI agents, and whose they are", "identities", "--filter=kind=agent"},
	} {
		fmt.Printf("\n%s\n", view.title)
		args := []string{"get", view.list, "--limit", "8"}
		if view.filter != "" {
			args = append(args, view.filter)
		}
		if err := d.command(ctx, args...); err != nil {
			return err
		}
	}
	switch {
	case errors.Is(d.without, errNoPostgres):
		fmt.Print("\n", howToGet)
	case d.without != nil:
		fmt.Println("\nThe live PostgreSQL is left out:", d.without)
	case d.db != nil:
		if err := d.story(ctx); err != nil {
			return err
		}
	}
	fmt.Printf(`
The server is at %s
Its admin token is in %s
Look further, in another terminal:
  export TABARD_URL=%s TABARD_TOKEN=$(cat %s)
  %s get findings
  %s watch
Ctrl-C stops the server and removes its data.
`, d.url, filepath.Join(d.data, "admin.token"), d.url, filepath.Join(d.data, "admin.token"), d.tabard, d.tabard)
	return nil
}

// feed sends one sample to the receiver.
func (d *demo) feed(ctx context.Context, family, file string) error {
	log, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	log = shift(log, time.Until(latest(log)).Round(time.Second)*-1)
	url := fmt.Sprintf("%s/v1/events?source=%s&system=%s", d.url, family, "demo-"+strings.ReplaceAll(family, ".", "-"))
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(log))
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+d.token)
	request.Header.Set("Content-Type", "application/x-ndjson")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close() //nolint:errcheck // only read from
	body, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusAccepted {
		return fmt.Errorf("%s: %s: %s", file, response.Status, body)
	}
	var got struct{ Accepted, Rejected, Duplicates int }
	if err := json.Unmarshal(body, &got, json.MatchCaseInsensitiveNames(true)); err != nil {
		return err
	}
	fmt.Printf("  %-18s %4d records accepted, %d rejected  (%s)\n", family, got.Accepted, got.Rejected, file)
	return nil
}

// settled waits until everything that was sent has been judged.
func (d *demo) settled(ctx context.Context) error {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for range 600 {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, d.url+"/v1/stats", nil)
		if err != nil {
			return err
		}
		request.Header.Set("Authorization", "Bearer "+d.token)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return err
		}
		var stats struct {
			Lag int64 `json:"lag_ms"`
		}
		err = errors.Join(json.UnmarshalRead(response.Body, &stats), response.Body.Close())
		if err != nil {
			return err
		}
		if stats.Lag == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
	return errors.New("the server did not judge the samples within 30 seconds")
}

// command runs a tabard command against the server, as a user would.
func (d *demo) command(ctx context.Context, args ...string) error {
	cmd := exec.CommandContext(ctx, d.tabard, args...) //nolint:gosec // the program this example is about
	cmd.Env = append(os.Environ(), "TABARD_URL="+d.url, "TABARD_TOKEN="+d.token)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}
