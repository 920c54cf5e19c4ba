// Package pgserver starts a real PostgreSQL for tests: a cluster of its own in a temporary folder, on a free port of the
// loopback, ended with the test.
package pgserver

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Server is a running PostgreSQL.
type Server struct {
	Host string // 127.0.0.1
	Port int
	Log  string // glob of its log in JSON
	dir  string
	bin  string
	as   *syscall.Credential

	process *os.Process
	exited  chan error
}

// Superuser is the bootstrap superuser's name and password.
const (
	Superuser = "postgres"
	Password  = "pg-canary-secret"
)

// Start starts a server with password authentication and a log in JSON that has every connection and DDL statement. Without
// PostgreSQL on the machine the test is skipped, or fails where REQUIRE_SYSTEMS names postgres.
func Start(t testing.TB, settings ...string) *Server {
	t.Helper()
	bin := Need(t)
	var err error
	s := &Server{Host: "127.0.0.1", Port: freePort(t), bin: bin}
	if s.dir, err = os.MkdirTemp("", "tabard-pg-*"); err != nil { //nolint:usetesting // another user must be able to enter it, which t.TempDir does not allow
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(s.dir); err != nil {
			t.Errorf("remove the cluster: %v", err)
		}
	})
	s.dropRoot(t)
	s.Log = filepath.Join(s.dir, "data", "log", "*.json")
	s.initialize(t)
	settings = append([]string{
		"fsync=off", "logging_collector=on", "log_destination=jsonlog", "log_connections=on", "log_disconnections=on", "log_statement=ddl",
		"log_file_mode=0644", "log_timezone=UTC",
	}, settings...)
	s.configure(t, settings)
	t.Cleanup(func() {
		_ = s.process.Signal(syscall.SIGQUIT) // at once; the cluster is thrown away
		t.Logf("PostgreSQL ended: %v", <-s.exited)
	})
	s.run(t)
	return s
}

// Crash ends the server at once, with no word to anybody and nothing written any more, and starts it again.
func (s *Server) Crash(t testing.TB) {
	t.Helper()
	if err := s.process.Signal(syscall.SIGQUIT); err != nil {
		t.Fatal(err)
	}
	t.Logf("PostgreSQL crashed: %v", <-s.exited)
	s.run(t)
}

// Need gives the folder of PostgreSQL's programs. Without PostgreSQL the test is skipped, or fails, as Start says.
func Need(t testing.TB) string {
	t.Helper()
	bin, err := binaries()
	if err != nil {
		if slices.Contains(strings.Split(os.Getenv("REQUIRE_SYSTEMS"), ","), "postgres") { //nolint:forbidigo // tests have no configuration
			t.Fatalf("REQUIRE_SYSTEMS names postgres: %v", err)
		}
		t.Skipf("skipped: %v", err)
	}
	return bin
}

func binaries() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if err != nil {
		return "", err
	}
	if len(found) > 0 {
		return filepath.Dir(found[len(found)-1]), nil
	}
	initdb, err := exec.LookPath("initdb")
	if err != nil {
		return "", errors.New("no PostgreSQL server on this machine; apt-get install postgresql")
	}
	return filepath.Dir(initdb), nil
}

// dropRoot hands the folder to the postgres user: the server refuses to run as root.
func (s *Server) dropRoot(t testing.TB) {
	t.Helper()
	if os.Geteuid() != 0 {
		return
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		u, err = user.Lookup("nobody")
	}
	if err != nil {
		t.Fatalf("no user to run PostgreSQL as: %v", err)
	}
	uid, errUID := strconv.ParseUint(u.Uid, 10, 32)
	gid, errGID := strconv.ParseUint(u.Gid, 10, 32)
	if err := errors.Join(errUID, errGID, os.Chmod(s.dir, 0o755), os.Chown(s.dir, int(uid), int(gid))); err != nil { //nolint:gosec // ids fit
		t.Fatal(err)
	}
	s.as = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

func (s *Server) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, filepath.Join(s.bin, name), args...) //nolint:gosec // a program of PostgreSQL's
	cmd.Dir = s.dir
	cmd.Env = []string{"LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "HOME=" + s.dir}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: s.as}
	return cmd
}

func (s *Server) initialize(t testing.TB) {
	t.Helper()
	secret := filepath.Join(s.dir, "password")
	if err := os.WriteFile(secret, []byte(Password), 0o644); err != nil { //nolint:gosec // the server's user reads it; it is no secret
		t.Fatal(err)
	}
	out, err := s.command(t.Context(), "initdb", "--no-sync", "-D", filepath.Join(s.dir, "data"), "-U", Superuser, "--pwfile", secret,
		"--auth=scram-sha-256", "--encoding=UTF8").CombinedOutput()
	if err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
}

// configure adds settings to the server's file: unlike those of the command line, a test can change them with ALTER SYSTEM.
func (s *Server) configure(t testing.TB, settings []string) {
	t.Helper()
	file, err := os.OpenFile(filepath.Join(s.dir, "data", "postgresql.conf"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, setting := range settings {
		name, value, _ := strings.Cut(setting, "=")
		if _, err := fmt.Fprintf(file, "%s = '%s'\n", name, strings.ReplaceAll(value, "'", "''")); err != nil {
			t.Fatal(err)
		}
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

func (s *Server) run(t testing.TB) {
	t.Helper()
	server := s.command(context.Background(), "postgres", "-D", filepath.Join(s.dir, "data"), "-h", s.Host, "-p", strconv.Itoa(s.Port), "-c", "unix_socket_directories="+s.dir)
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	exited := make(chan error, 1)
	s.process, s.exited = server.Process, exited
	go func() { exited <- server.Wait() }()
	// The log folder must be readable by whoever runs the test.
	if err := os.Chmod(filepath.Join(s.dir, "data"), 0o750); err != nil { //nolint:gosec // whoever runs the test reads the log in it
		t.Fatal(err)
	}
	deadline := time.NewTimer(20 * time.Second)
	defer deadline.Stop()
	retry := time.NewTicker(30 * time.Millisecond)
	defer retry.Stop()
	for {
		conn, err := pgx.Connect(t.Context(), s.URL(Superuser, Password))
		if err == nil {
			_ = conn.Close(t.Context())
			return
		}
		select {
		case err := <-exited:
			exited <- err
			t.Fatalf("PostgreSQL ended at start: %v", err)
		case <-deadline.C:
			t.Fatalf("PostgreSQL did not start: %v", err)
		case <-retry.C:
		}
	}
}

// URL gives the connection string of a role.
func (s *Server) URL(role, password string) string {
	return fmt.Sprintf("postgres://%s:%s@%s/postgres?sslmode=disable", escape(role), escape(password), net.JoinHostPort(s.Host, strconv.Itoa(s.Port)))
}

// escape writes every byte that is no plain letter or digit as %XX.
func escape(text string) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// Program gives the path of a program that belongs to the server, such as psql.
func (s *Server) Program(name string) string { return filepath.Join(s.bin, name) }

// Exec runs statements as the superuser.
func (s *Server) Exec(t testing.TB, statements ...string) {
	t.Helper()
	conn := s.Connect(t, Superuser, Password)
	defer conn.Close(t.Context()) //nolint:errcheck // what it did is done
	for _, statement := range statements {
		if _, err := conn.Exec(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

// Connect logs a role in; the connection is closed with the test.
func (s *Server) Connect(t testing.TB, role, password string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), s.URL(role, password))
	if err != nil {
		t.Fatalf("log in as %q: %v", role, err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

// Login tries to log a role in and gives the error.
func (s *Server) Login(ctx context.Context, role, password string) error {
	conn, err := pgx.Connect(ctx, s.URL(role, password))
	if err != nil {
		return err
	}
	return conn.Close(ctx)
}

func freePort(t testing.TB) int {
	t.Helper()
	var lc net.ListenConfig
	l, err := lc.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port //nolint:forcetypeassert // a TCP listener
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return port
}
