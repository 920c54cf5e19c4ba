package discover

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func currentUser(t *testing.T) string {
	t.Helper()
	u, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	return u.Username
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

const oneServer = `{"mcpServers": {"x": {"command": "x"}}}`

func TestTheSameFilesGiveTheSameOrder(t *testing.T) {
	dir := writeHome(t)
	first, _, _ := find(t, Options{Paths: []string{dir}, Workers: 1})
	for range 5 {
		again, _, _ := find(t, Options{Paths: []string{dir}, Workers: 8})
		if !slices.Equal(first, again) {
			t.Fatalf("order differs:\n%s\nand\n%s", strings.Join(first, "\n"), strings.Join(again, "\n"))
		}
	}
}

func TestEqualSecretsHaveEqualFingerprints(t *testing.T) {
	f := &fingerprints{}
	if f.of(canary) != (&fingerprints{}).of(canary) || f.of(weak) != (&fingerprints{}).of(weak) {
		t.Error("a fingerprint depends on more than the value")
	}
	if f.of(canary) == f.of(canary+"x") {
		t.Error("two secrets have one fingerprint")
	}
	if !strings.HasPrefix(f.of(canary), "sha256:") || !strings.HasPrefix(f.of(weak), "pbkdf2:") {
		t.Errorf("fingerprints %s of a key and %s of a password", f.of(canary), f.of(weak))
	}
}

func TestManyWeakSecretsCostNoMoreThanSomeSeconds(t *testing.T) {
	var b strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&b, "P%d_PASSWORD=winter%d\n", i, i)
	}
	f := newFile(".env", []byte(b.String()), nil, &fingerprints{rounds: 1})
	f.look(true)
	with := 0
	for _, item := range f.items {
		if item.(*Credential).Fingerprint != "" {
			with++
		}
	}
	if len(f.items) != 5000 || with != mostSlow {
		t.Errorf("found %d passwords, %d with a fingerprint, want 5000 and %d", len(f.items), with, mostSlow)
	}
}

// TestHostileFilesCostNoMoreThanTheirSize reads files of 1 MiB that repeat what is dear to read.
func TestHostileFilesCostNoMoreThanTheirSize(t *testing.T) {
	fill := func(head, one, tail string) string {
		return head + strings.Repeat(one, (1<<20-len(head)-len(tail))/len(one)) + tail
	}
	tests := map[string]struct{ name, text string }{
		"addresses with a login": {".git-credentials", fill("", "https://a:${B}@c\n", "")},
		"tokens in one argument": {".mcp.json", fill(`{"mcpServers":{"x":{"command":"x","args":["`, "ghp_"+canary+" ", `"]}}}`)},
		"tokens in one address":  {".mcp.json", fill(`{"mcpServers":{"x":{"url":"https://x/`, canary+"/", `"}}}`)},
		"users of a kubeconfig":  {".kube/config", fill("kind: Config\nclusters: []\ncontexts: []\nusers:\n", "- {name: a, user: {token: $T}}\n", "")},
		"open quotes":            {".env", fill("", "A_TOKEN=\"x\n", "")},
		"braces":                 {"x.json", fill(`{"mcpServers":`, "{", "")},
		"blocks in blocks":       {"x.json", strings.Repeat(`{"mcpServers":`, 199) + "{}" + strings.Repeat("}", 199)},
		"machines":               {".netrc", fill("", "machine a login b password $c\n", "")},
		"a key without an end":   {"x.pem", fill("", "-----BEGIN PRIVATE KEY-----\n", "")},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			f := newFile(test.name, []byte(test.text), nil, &fingerprints{rounds: 1})
			f.look(true)
			if took := time.Since(start); took > time.Minute { // what is quadratic takes hours; far from what it takes, on any machine
				t.Errorf("took %s for %d bytes", took, len(test.text))
			}
		})
	}
}

// TestCircles: links that lead in a circle, outside, nowhere, or to what is found anyway.
func TestCircles(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	write(t, filepath.Join(dir, "a", "mcp.json"), oneServer)
	write(t, filepath.Join(dir, "dotfiles", "npmrc"), "//r.example.com/:_authToken="+canary+"\n")
	write(t, filepath.Join(outside, "mcp.json"), oneServer)
	for link, target := range map[string]string{
		"a/loop": "..", "a/self.json": "self.json", "b.json": "a/mcp.json", "out.json": filepath.Join(outside, "mcp.json"), "gone.json": "nowhere",
		".npmrc": filepath.Join(dir, "dotfiles", "npmrc"),
	} {
		if err := os.Symlink(target, filepath.Join(dir, filepath.FromSlash(link))); err != nil {
			t.Skipf("no symbolic links here: %v", err)
		}
	}
	lines, _, sum := find(t, Options{Paths: []string{dir}, Problem: func(p Problem) { t.Errorf("problem: %s", p) }})
	want := []string{".npmrc:1 token npm-token||r.example.com|_authToken", "a/mcp.json:1 server x "}
	if !slices.Equal(lines, want) || sum.Outside != 1 {
		t.Errorf("found %q and %d links outside, want %q and 1", lines, sum.Outside, want)
	}
}

func TestProblemsNameTheFileAndNeverStopTheRest(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, ".env"), "A_TOKEN="+canary+"\n")
	write(t, filepath.Join(dir, "broken", ".mcp.json"), "{\"mcpServers\": {\n\"x\": {\"env\": {\"A_TOKEN\": \""+canary+"\" oops")
	write(t, filepath.Join(dir, "code", "data.json"), "{broken json that is none of our business")
	write(t, filepath.Join(dir, "key.pem"), "-----BEGIN PRIVATE KEY-----\n"+canary+"\n-----END PRIVATE KEY-----\n")
	write(t, filepath.Join(dir, "large", ".mcp.json"), oneServer+strings.Repeat(" ", 1<<16))
	write(t, filepath.Join(dir, "large", "data.json"), strings.Repeat(" ", 1<<17))
	write(t, filepath.Join(dir, "picture.pem"), "PNG\x00-----BEGIN PRIVATE KEY-----")
	var problems []string
	lines, items, sum := find(t, Options{
		Paths: []string{dir, filepath.Join(dir, "nowhere")}, MaxSize: 1 << 16,
		Problem: func(p Problem) { problems = append(problems, strings.TrimPrefix(p.String(), dir)) },
	})
	if want := []string{".env:1 token token|||A_TOKEN"}; !slices.Equal(lines, want) {
		t.Errorf("found %q, want %q", lines, want)
	}
	want := []string{
		"/broken/.mcp.json:2: not valid JSON at byte ",
		"/key.pem:1: a private key that cannot be decoded",
		"/large/.mcp.json:1: larger than the limit, not read; see --max-size",
		"/nowhere:1: no such file or directory",
	}
	if len(problems) != len(want) {
		t.Fatalf("problems %q, want %q", problems, want)
	}
	for i := range want {
		if !strings.HasPrefix(problems[i], want[i]) {
			t.Errorf("problem %q, want %q", problems[i], want[i])
		}
	}
	if sum.Problems != 4 || sum.TooLarge != 1 {
		t.Errorf("summary %+v", sum)
	}
	noCanary(t, strings.Join(problems, "\n")+marshal(t, items))
}

func TestUnreadableFilesAreReported(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("SKIPPED-ROOT: root can read everything")
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.json"), oneServer)
	write(t, filepath.Join(dir, "b.json"), oneServer)
	write(t, filepath.Join(dir, "closed", "c.json"), oneServer)
	for name, mode := range map[string]os.FileMode{"a.json": 0, "closed": 0} {
		if err := os.Chmod(filepath.Join(dir, name), mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(dir, "closed"), 0o700) })
	problems := 0
	lines, _, _ := find(t, Options{Paths: []string{dir}, Problem: func(p Problem) {
		problems++
		if !strings.HasSuffix(p.Why, "permission denied") {
			t.Errorf("problem %s", p)
		}
	}})
	if len(lines) != 1 || problems != 2 {
		t.Errorf("found %q with %d problems, want b.json alone with 2", lines, problems)
	}
}

func TestPaths(t *testing.T) {
	dir := t.TempDir()
	odd := filepath.Join(dir, "anything.txt")
	write(t, odd, oneServer)
	if lines, _, _ := find(t, Options{Paths: []string{dir}}); len(lines) != 0 {
		t.Errorf("found %q in a folder, by a name that holds nothing", lines)
	}
	if lines, _, _ := find(t, Options{Paths: []string{odd}}); len(lines) != 1 {
		t.Errorf("found %q in a file that was named", lines)
	}
	if lines, _, _ := find(t, Options{Paths: []string{"-"}, Stdin: strings.NewReader(oneServer)}); len(lines) != 1 {
		t.Errorf("found %q in standard input", lines)
	}
	_, err := Files(context.Background(), Options{Paths: []string{filepath.Join(dir, "nowhere")}}, func(Item) error { return nil })
	if !errors.Is(err, ErrNothing) {
		t.Errorf("error %v when no path can be read, want ErrNothing", err)
	}
	if _, _, sum := find(t, Options{Paths: []string{t.TempDir()}}); sum.Files != 0 {
		t.Errorf("an empty folder has %d files", sum.Files)
	}
}

func TestSkippedFoldersAreSaid(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "node_modules", "x", "mcp.json"), oneServer)
	write(t, filepath.Join(dir, "go", "pkg", "mod", "mcp.json"), oneServer)
	lines, _, sum := find(t, Options{Paths: []string{dir}, Skip: DefaultSkip()})
	if len(lines) != 0 || sum.Skipped["node_modules"] != 1 || sum.Skipped["go/pkg/mod"] != 1 {
		t.Errorf("found %q, skipped %v", lines, sum.Skipped)
	}
	if lines, _, _ := find(t, Options{Paths: []string{filepath.Join(dir, "node_modules")}, Skip: DefaultSkip()}); len(lines) != 1 {
		t.Errorf("found %q in a folder that was named, want one server", lines)
	}
	if lines, _, _ := find(t, Options{Paths: []string{dir}}); len(lines) != 2 {
		t.Errorf("found %q with nothing skipped, want both", lines)
	}
}

func TestStopping(t *testing.T) {
	dir := t.TempDir()
	for i := range 300 {
		write(t, filepath.Join(dir, "d", string(rune('a'+i%26)), strings.Repeat("x", 1+i/26)+".json"), oneServer)
	}
	stop := errors.New("enough")
	found := 0
	_, err := Files(context.Background(), Options{Paths: []string{dir}}, func(Item) error {
		found++
		return stop
	})
	if !errors.Is(err, stop) || found != 1 {
		t.Errorf("went on for %d items with error %v", found, err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	cancel()
	if _, err := Files(ctx, Options{Paths: []string{dir}}, func(Item) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v after the end of the context", err)
	}
}

// FuzzLook: no file makes a reader panic, and a secret in an environment or password field never comes out again.
func FuzzLook(f *testing.F) {
	f.Add("x.json", []byte(`{"mcpServers": {"x": {"command": "x", "args": ["--token", "t", "https://a:b@c/?key=d"], "env": {"A_TOKEN": "b"}}}}`))
	f.Add(".env", []byte("A_TOKEN='x\ny'\n"))
	f.Add(".netrc", []byte("machine a login b password c"))
	f.Add("config", []byte("apiVersion: v1\nkind: Config\nclusters: []\nusers: [{name: a, user: {token: b}}]\n"))
	f.Add(".ssh/authorized_keys", []byte("ssh-ed25519 AAAA\n"))
	f.Add(".pgpass", []byte("a:b:c:d:e\n"))
	f.Fuzz(func(t *testing.T, name string, text []byte) {
		at := strings.ReplaceAll(string(text), "b", canary)
		file := newFile(name, []byte(at), nil, &fingerprints{rounds: 1}) // slow hashes are not what is fuzzed
		file.look(true)
		for _, p := range file.problems {
			if strings.Contains(p.String(), canary) && !strings.Contains(name, canary) {
				t.Errorf("problem shows the text: %s", p)
			}
		}
	})
}
