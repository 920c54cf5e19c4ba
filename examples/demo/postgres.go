package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// errNoPostgres reports that no PostgreSQL server is installed; the rest of the demo goes on without.
var errNoPostgres = errors.New("no PostgreSQL server is installed here")

// howToGet says how to come by one.
const howToGet = `To see a live database too – a login born, found, proposed for quarantine – install a PostgreSQL server (15 or later) and
run this again; nothing else of yours is touched, and it need not run:
  sudo apt-get install postgresql        (Debian, Ubuntu)
  sudo dnf install postgresql-server     (Fedora)
  brew install postgresql@17             (macOS)
`

// database is a private PostgreSQL: its own folder, loopback only, gone with the demo.
type database struct {
	bin, dir, password string
	port               int
	server             *exec.Cmd
	as                 *syscall.Credential
}

// programs finds where the server's programs are.
func programs() (string, error) {
	var found []string // the last one first
	if path, err := exec.LookPath("initdb"); err == nil {
		found = append(found, path)
	}
	for _, more := range []string{"/opt/homebrew/opt/postgresql*/bin/initdb", "/usr/local/opt/postgresql*/bin/initdb", "/usr/pgsql-*/bin/initdb", "/usr/lib/postgresql/*/bin/initdb"} {
		others, err := filepath.Glob(more)
		if err != nil {
			return "", err
		}
		found = append(found, others...)
	}
	for _, path := range slices.Backward(found) {
		bin := filepath.Dir(path)
		out, err := exec.CommandContext(context.Background(), filepath.Join(bin, "postgres"), "--version").Output() //nolint:gosec // PostgreSQL's own
		if _, noClient := os.Stat(filepath.Join(bin, "psql")); err == nil && noClient == nil && major(string(out)) >= 15 {
			return bin, nil
		}
	}
	return "", errNoPostgres
}

// major gives the 15 of "postgres (PostgreSQL) 15.4 (Debian 15.4-1)".
func major(version string) int {
	n, _ := strconv.Atoi(regexp.MustCompile(`\d+`).FindString(version))
	return n
}

// startDatabase makes and starts a private server, with the role that Tabard needs, and one of an agent that makes roles.
func startDatabase(ctx context.Context, roleScript string) (*database, error) {
	bin, err := programs()
	if err != nil {
		return nil, err
	}
	db := &database{bin: bin, password: rand.Text()}
	if db.dir, err = os.MkdirTemp("", "tabard-demo-pg-*"); err != nil {
		return nil, err
	}
	if err := db.start(ctx, roleScript); err != nil {
		return nil, errors.Join(err, db.stop())
	}
	return db, nil
}

func (db *database) start(ctx context.Context, roleScript string) (err error) {
	if err := db.dropRoot(); err != nil {
		return err
	}
	if db.port, err = freePort(ctx); err != nil {
		return err
	}
	secret := filepath.Join(db.dir, "password")
	if err := os.WriteFile(secret, []byte(db.password), 0o644); err != nil { //nolint:gosec // its server's user reads it, for as long as the demo runs
		return err
	}
	data := filepath.Join(db.dir, "data")
	if out, err := db.command(ctx, "initdb", "--no-sync", "-D", data, "-U", "postgres", "--pwfile", secret, "--auth=scram-sha-256", "--encoding=UTF8").CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	db.server = db.command(context.WithoutCancel(ctx), "postgres", "-D", data, "-h", "127.0.0.1", "-p", strconv.Itoa(db.port), "-k", db.dir,
		"-c", "logging_collector=on", "-c", "log_destination=jsonlog", "-c", "log_statement=ddl", "-c", "log_connections=on",
		"-c", "log_disconnections=on", "-c", "log_timezone=UTC")
	if err := db.server.Start(); err != nil {
		return err
	}
	if err := db.ready(ctx); err != nil {
		return err
	}
	script, err := os.ReadFile(roleScript)
	if err != nil {
		return err
	}
	return db.run(ctx, "postgres", db.password, string(script)+`
ALTER ROLE tabard PASSWORD '`+db.password+`';
CREATE ROLE agent_builder LOGIN CREATEROLE PASSWORD '`+db.password+`' VALID UNTIL '2030-01-01';
COMMENT ON ROLE agent_builder IS 'owner: team:platform; purpose: an agent that sets up services';`)
}

// dropRoot has the server run as another user where we are root: it refuses to be root.
func (db *database) dropRoot() error {
	if os.Geteuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		u, err = user.Lookup("nobody")
	}
	if err != nil {
		return err
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return err
	}
	db.as = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return errors.Join(os.Chmod(db.dir, 0o755), os.Chown(db.dir, int(uid), int(gid))) //nolint:gosec // that user must enter it
}

func (db *database) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, filepath.Join(db.bin, name), args...)                                //nolint:gosec // PostgreSQL's own
	cmd.Dir, cmd.Env = db.dir, []string{"LC_ALL=C.UTF-8", "PATH=" + os.Getenv("PATH"), "HOME=" + db.dir} //nolint:forbidigo // an example's
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: db.as, Setpgid: true}                             // so that Ctrl-C reaches it through us, once
	return cmd
}

// psql is a session of a role, whose client says that it is an agent.
func (db *database) psql(ctx context.Context, role, password string) *exec.Cmd {
	cmd := db.command(ctx, "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", strconv.Itoa(db.port), "-U", role, "-d", "postgres")
	cmd.Env = append(cmd.Env, "PGPASSWORD="+password, "PGAPPNAME=langgraph-agent/1.0")
	return cmd
}

func (db *database) run(ctx context.Context, role, password, statements string) error {
	cmd := db.psql(ctx, role, password)
	cmd.Stdin = strings.NewReader(statements)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("psql as %s: %w: %s", role, err, bytes.TrimSpace(out))
	}
	return nil
}

func (db *database) ready(ctx context.Context) error {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	var err error
	for range 400 {
		if err = db.run(ctx, "postgres", db.password, "SELECT 1"); err == nil {
			return nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return fmt.Errorf("PostgreSQL did not start: %w", err)
}

// stop ends the server and removes its folder.
func (db *database) stop() error {
	if db == nil {
		return nil
	}
	if db.server != nil && db.server.Process != nil {
		_ = db.server.Process.Signal(syscall.SIGINT) // fast shutdown; it may have ended
		_ = db.server.Wait()
	}
	return os.RemoveAll(db.dir)
}

// settings writes the configuration that connects Tabard to it.
func (db *database) settings(file string) error {
	text := fmt.Sprintf("systems:\n  - name: %s\n    connector: postgres\n    url: postgres://tabard:%s@127.0.0.1:%d/postgres?sslmode=disable\n    log: %s\n",
		databaseName, db.password, db.port, filepath.Join(db.dir, "data", "log", "*.json"))
	return os.WriteFile(file, []byte(text), 0o600)
}

func freePort(ctx context.Context) (int, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		return 0, errors.Join(err, l.Close())
	}
	n, err := strconv.Atoi(port)
	return n, errors.Join(err, l.Close())
}
