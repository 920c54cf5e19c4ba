package crashtest

import (
	"bufio"
	"context"
	"encoding/json/v2"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// server is a running "tabard serve".
type server struct {
	cmd   *exec.Cmd
	url   string
	token string
	ended chan struct{}

	buggy  bool // it may complain
	mu     sync.Mutex
	errors []string // lines of its log
}

// start runs a binary on a data folder, behind another command such as strace when one is given. It gives nil when the server
// ended before it was ready, as one that is to be killed early does.
func start(t *testing.T, binary, folder string, behind ...string) *server {
	t.Helper()
	return startWith(t, folder, append(behind, binary, "serve", "--data", folder, "--listen", "127.0.0.1:0"))
}

// startWith is start with a whole command line.
func startWith(t *testing.T, folder string, args []string) *server {
	t.Helper()
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), args[0], args[1:]...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	output, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := &server{cmd: cmd, ended: make(chan struct{})}
	ready := make(chan string, 1)
	go func() {
		defer close(s.ended)
		defer close(ready)
		for lines := bufio.NewScanner(output); lines.Scan(); {
			if url, ok := strings.CutPrefix(lines.Text(), "ready "); ok {
				ready <- url
			} else if strings.Contains(lines.Text(), "level=ERROR") {
				s.mu.Lock()
				s.errors = append(s.errors, lines.Text())
				s.mu.Unlock()
			}
		}
		cmd.Wait() //nolint:errcheck // it was killed
	}()
	t.Cleanup(s.kill)
	s.url = <-ready
	if s.url == "" {
		<-s.ended
		return nil
	}
	token, err := os.ReadFile(filepath.Join(folder, "admin.token"))
	if err != nil {
		t.Fatal(err)
	}
	s.token = strings.TrimSpace(string(token))
	return s
}

// kill ends the server and what it runs behind at once.
func (s *server) kill() {
	select {
	case <-s.ended:
	default:
		syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL) //nolint:errcheck // it may have ended
		<-s.ended
	}
}

// signal asks the server to end; what it runs behind takes no notice.
func (s *server) signal() {
	syscall.Kill(-s.cmd.Process.Pid, syscall.SIGTERM) //nolint:errcheck // it may have ended
}

// stop ends the server as an operator does.
func (s *server) stop(t *testing.T) {
	t.Helper()
	defer s.complained(t)
	if err := syscall.Kill(s.cmd.Process.Pid, syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case <-s.ended:
	case <-time.After(20 * time.Second):
		t.Fatal("the server does not end on SIGTERM")
	}
}

// logs waits until the server calls something an error; "" waits for nothing.
func (s *server) logs(t *testing.T, text string) {
	t.Helper()
	for range 200 {
		s.mu.Lock()
		said := strings.Join(s.errors, "\n")
		s.mu.Unlock()
		if strings.Contains(said, text) {
			return
		}
		<-time.After(25 * time.Millisecond)
	}
	t.Errorf("the server's log does not say %q", text)
}

// complained fails for what the ended server called an error: a kill is none to whoever starts again.
func (s *server) complained(t *testing.T) {
	t.Helper()
	if s.buggy {
		return
	}
	for _, line := range s.errors {
		t.Errorf("the server complained: %s", line)
	}
}

// newFolder makes a data folder with a given key, so that two runs give equal fingerprints to equal secrets.
func newFolder(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "installation.key"), []byte(strings.Repeat("5a", 32)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return folder
}

type counts struct{ Accepted, Rejected, Duplicates int }

// send posts a chunk and gives what became of it.
func (s *server) send(ctx context.Context, chunk string) (counts, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+"/v1/events", strings.NewReader(chunk))
	if err != nil {
		return counts{}, err
	}
	var got counts
	err = s.ask(request, http.StatusAccepted, &got)
	return got, err
}

// lag gives how far judging is behind, in milliseconds.
func (s *server) lag(ctx context.Context) (int64, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+"/v1/stats", http.NoBody)
	if err != nil {
		return 0, err
	}
	var stats struct {
		Lag int64 `json:"lag_ms"`
	}
	err = s.ask(request, http.StatusOK, &stats)
	return stats.Lag, err
}

func (s *server) ask(request *http.Request, want int, into any) error {
	request.Header.Set("Authorization", "Bearer "+s.token)
	request.Header.Set("Content-Type", "application/x-ndjson")
	client := &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close() //nolint:errcheck // it was read
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode != want {
		return fmt.Errorf("%s: %s", response.Status, body)
	}
	return json.Unmarshal(body, into, json.MatchCaseInsensitiveNames(true))
}

// settle waits until everything acknowledged was judged.
func (s *server) settle(t *testing.T) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; {
		lag, err := s.lag(t.Context())
		if err == nil && lag == 0 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("judging is %d ms behind after half a minute: %v", lag, err)
		}
		<-time.After(5 * time.Millisecond)
	}
}
