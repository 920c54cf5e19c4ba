package crashtest

import (
	"context"
	"encoding/json/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// problems gives what /readyz says, within the second it has; none when the server is ready.
func (s *server) problems(t *testing.T) []string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+"/readyz", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatalf("readyz: %v", err)
	}
	defer response.Body.Close() //nolint:errcheck // it was read
	var got struct {
		Ready    bool     `json:"ready"`
		Problems []string `json:"problems"`
	}
	if err := json.UnmarshalRead(response.Body, &got); err != nil {
		t.Fatal(err)
	}
	if got.Ready != (len(got.Problems) == 0) || got.Ready != (response.StatusCode == http.StatusOK) {
		t.Errorf("readyz: status %d, %+v", response.StatusCode, got)
	}
	return got.Problems
}

// says waits until a problem holds a text; "" waits until there is none.
func (s *server) says(t *testing.T, text string) {
	t.Helper()
	var got []string
	for range 200 {
		got = s.problems(t)
		if text == "" && len(got) == 0 || text != "" && strings.Contains(strings.Join(got, "\n"), text) {
			return
		}
		<-time.After(25 * time.Millisecond)
	}
	t.Fatalf("readyz says %q, want %q", got, text)
}

// TestFullDisk fills the disk under a server, looks at what it says, gives it room, and expects it to go on as if nothing had
// been.
func TestFullDisk(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds and runs the program")
	}
	binary := program(t)
	chunks := story(t, 60)
	want, _ := alone(t, binary, chunks)

	disk := t.TempDir()
	if err := exec.CommandContext(t.Context(), "mount", "-t", "tmpfs", "-o", "size=64m", "none", disk).Run(); err != nil {
		t.Skip("a disk can't be mounted here (it needs root): this fault was not tried")
	}
	t.Cleanup(func() { exec.Command("umount", "-l", disk).Run() }) //nolint:errcheck,noctx // the test's context has ended
	folder := filepath.Join(disk, "data")
	if err := os.CopyFS(folder, os.DirFS(newFolder(t))); err != nil {
		t.Fatal(err)
	}
	s := start(t, binary, folder)
	if s == nil {
		t.Fatal("the server does not start")
	}
	s.says(t, "")
	const before = 20
	for i, chunk := range chunks[:before] {
		if _, err := s.send(t.Context(), chunk); err != nil {
			t.Fatalf("chunk %d: %v", i, err)
		}
	}
	ballast := filepath.Join(disk, "ballast")
	fill(t, ballast)
	var refused error
	next := before
	for ; next < len(chunks) && refused == nil; next++ {
		_, refused = s.send(t.Context(), chunks[next])
	}
	if refused == nil || !strings.Contains(refused.Error(), "503") {
		t.Fatalf("a full disk takes everything: %v", refused)
	}
	s.says(t, "no space left")
	if _, err := s.lag(t.Context()); err != nil {
		t.Errorf("reading does not work on a full disk: %v", err)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	s.says(t, "")
	for i, chunk := range chunks[next-1:] {
		if _, err := s.send(t.Context(), chunk); err != nil {
			t.Fatalf("chunk %d after there is room again: %v", next-1+i, err)
		}
	}
	s.errors = nil // it was right to complain
	if diff := difference(finish(t, s, folder, chunks), want); diff != "" {
		t.Errorf("after a full disk the rows differ: %s", diff)
	}
}

// fill writes a file until its disk has no room.
func fill(t *testing.T, path string) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	for size := 1 << 20; size >= 512; {
		if _, err := file.Write(make([]byte, size)); err != nil {
			size /= 2
		}
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestFailingDisk has writes to the log's journal fail now and then.
func TestFailingDisk(t *testing.T) {
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("strace is not installed: this fault was not tried")
	}
	if testing.Short() {
		t.Skip("it builds and runs the program")
	}
	binary := program(t)
	chunks := story(t, 40)
	want, _ := alone(t, binary, chunks)
	folder := newFolder(t)
	s := start(t, binary, folder, "strace", "-f", "-qq", "-o", "/dev/null", "-P", filepath.Join(folder, "log.db-wal"), "-e", "inject=pwrite64:error=EIO:when=30..40")
	if s == nil {
		t.Fatal("the server does not start")
	}
	refused := 0
	for i, chunk := range chunks {
		for try := 0; ; try++ {
			_, err := s.send(t.Context(), chunk)
			if err == nil {
				break
			}
			if !strings.Contains(err.Error(), "503") || try > 50 {
				t.Fatalf("chunk %d: %v", i, err)
			}
			refused++
			if refused == 1 {
				s.says(t, "not writable")
			}
		}
	}
	if refused == 0 {
		t.Error("no write failed")
	}
	// strace counts the calls of each thread, so there is no telling when the last one fails: go on without it.
	s.kill()
	if s = start(t, binary, folder); s == nil {
		t.Fatal("the server does not start on a disk that works again")
	}
	s.says(t, "")
	if diff := difference(finish(t, s, folder, chunks), want); diff != "" {
		t.Errorf("after %d refused deliveries the rows differ: %s", refused, diff)
	}
}

// TestFlippedBit flips a bit in the log's journal after a kill. The server must say what it lost, and go on when an operator
// accepts that.
func TestFlippedBit(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds and runs the program")
	}
	binary := program(t)
	folder := newFolder(t)
	s := start(t, binary, folder)
	if s == nil {
		t.Fatal("the server does not start")
	}
	for i, chunk := range story(t, 30) {
		if _, err := s.send(t.Context(), chunk); err != nil {
			t.Fatalf("chunk %d: %v", i, err)
		}
	}
	s.settle(t)
	s.kill()
	journal := filepath.Join(folder, "log.db-wal")
	text, err := os.ReadFile(journal)
	if err != nil {
		t.Fatal(err)
	}
	text[len(text)/2] ^= 4
	if err := os.WriteFile(journal, text, 0o600); err != nil {
		t.Fatal(err)
	}
	s = start(t, binary, folder)
	if s == nil {
		t.Fatal("the server does not start on a damaged log")
	}
	s.says(t, "missing at the end")
	lost := regexp.MustCompile(`batches (\d+) to (\d+)`).FindStringSubmatch(strings.Join(s.problems(t), "\n"))
	if len(lost) != 3 {
		t.Fatalf("readyz names no range: %q", s.problems(t))
	}
	if len(s.errors) == 0 {
		t.Error("the server's log says nothing of the loss")
	}
	s.errors = nil
	s.stop(t)
	s = startWith(t, folder, []string{binary, "serve", "--pass-lost", lost[2], "--data", folder, "--listen", "127.0.0.1:0"})
	if s == nil {
		t.Fatal("the server does not start with the loss accepted")
	}
	s.says(t, "")
	if _, err := s.send(t.Context(), story(t, 31)[30]); err != nil {
		t.Errorf("a new chunk after the loss: %v", err)
	}
	s.settle(t)
	s.kill()
}
