package crashtest

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// pageSizes of the databases, and the first byte of a page that holds rows, or keys of an index.
const (
	storePage = 4096
	logPage   = 8192
	rowsPage  = 0x0d
	keysPage  = 0x0a
)

// flipped is a bit that turns: of a text, where it stands last in a page of a kind. Kind 0 is any.
type flipped struct {
	file string // may be a pattern
	size int    // of a page
	kind byte
	text string
}

func (f flipped) turn(t *testing.T, folder string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, f.file))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no %s, %v", f.file, err)
	}
	content, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	for page := range slices.Chunk(content, f.size) {
		if at := bytes.LastIndex(page, []byte(f.text)); at >= 0 && (f.kind == 0 || page[0] == f.kind) {
			page[at+len(f.text)/2] ^= 1
			if err := os.WriteFile(paths[0], content, 0o600); err != nil {
				t.Fatal(err)
			}
			return
		}
	}
	t.Fatalf("%s has no page of kind %d with %q", f.file, f.kind, f.text)
}

// refuses runs a command that is to fail, and looks for what it says.
func refuses(t *testing.T, want string, args ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, args[0], args[1:]...).CombinedOutput()
	if err == nil || !strings.Contains(string(out), want) {
		t.Errorf("%v: %v, want it to fail and say %q:\n%s", args[1:], err, want, out)
	}
}

// does runs a command that is to succeed.
func does(t *testing.T, args ...string) {
	t.Helper()
	if out, err := exec.CommandContext(t.Context(), args[0], args[1:]...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", args[1:], err, out)
	}
}

// TestFlippedBitInEachKindOfFile turns one bit in each kind of file of a data folder, looks for plain words, does what
// docs/recovery.md says, and expects the same rows as before.
func TestFlippedBitInEachKindOfFile(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds and runs the program")
	}
	binary := program(t)
	chunks := story(t, 20)
	stopped, killed := newFolder(t), newFolder(t)
	send := func(folder string) *server {
		s := start(t, binary, folder)
		if s == nil {
			t.Fatal("the server does not start")
		}
		for i, chunk := range chunks {
			if _, err := s.send(t.Context(), chunk); err != nil {
				t.Fatalf("chunk %d: %v", i, err)
			}
		}
		s.settle(t)
		return s
	}
	send(stopped).stop(t)
	send(killed).kill()
	want := dump(t, stopped)

	store := func(kind byte, text string) []flipped { return []flipped{{"tabard.db", storePage, kind, text}} }
	for name, test := range map[string]struct {
		killed  bool      // it starts from what a killed server left, not a stopped one
		flips   []flipped // what the disk does
		refused string    // what a start that fails says
		says    string    // what /readyz says otherwise
		logs    string    // what only the server's log says
		mend    string    // what docs/recovery.md says to do then: "rebuild", "restore" a file, or "pass" what is lost
	}{
		"a row of the store":             {flips: store(rowsPage, `"weight":`), says: "does not match its checksum", mend: "rebuild"},
		"an index of the store":          {flips: store(keysPage, "agent-1"), says: "missing from index", mend: "rebuild"},
		"a token in the store":           {flips: store(rowsPage, "admin-2"), refused: "of access_token does not match its checksum", mend: "rebuild"},
		"the first page of the store":    {flips: store(0, "SQLite format 3"), refused: "store is damaged", mend: "rebuild", logs: "the audit trail is broken at entry"},
		"the store's journal":            {killed: true, flips: []flipped{{"tabard.db-wal", storePage + 24, 0, "agent-1"}}, refused: "transactions are missing", mend: "rebuild"},
		"records on the log":             {flips: []flipped{{"log.db", logPage, 0, "agent-1"}}, says: "are damaged: its records do not match their checksum", mend: "pass"},
		"what dedupe starts from":        {flips: []flipped{{"log.db", logPage, rowsPage, "aws.cloudtrail"}}, says: "are damaged: its header does not match its checksum", mend: "pass"},
		"the list of events":             {flips: []flipped{{"events/*.db", storePage, rowsPage, "iam:CreateUser"}}},
		"the admin token":                {flips: []flipped{{"admin.token", 100, 0, "tabard_"}}},
		"the installation's key":         {flips: []flipped{{"installation.key", 100, 0, "5a5a"}}, refused: "restore it from the backup", mend: "restore installation.key"},
		"an entry of the audit trail":    {flips: store(rowsPage, "no admin token was live"), logs: "the audit trail is broken at entry"},
		"the anchor of the audit trail":  {flips: []flipped{{"audit.head", 200, 0, `"seal"`}}, logs: "the audit trail is broken at entry"},
		"the marks beside store and log": {killed: true, flips: []flipped{{"tabard.db.mark", 8192, 0, "tabardm1"}, {"log.db.mark", 8192, 0, "tabardm1"}}},
	} {
		t.Run(name, func(t *testing.T) {
			folder, from := filepath.Join(t.TempDir(), "data"), stopped
			if test.killed {
				from = killed
			}
			if err := os.CopyFS(folder, os.DirFS(from)); err != nil {
				t.Fatal(err)
			}
			for _, f := range test.flips {
				f.turn(t, folder)
			}
			serve := []string{binary, "serve", "--data", folder, "--listen", "127.0.0.1:0"}
			problems := told(t, folder, serve, test.refused, test.says)
			verb, file, _ := strings.Cut(test.mend, " ")
			switch verb {
			case "rebuild":
				does(t, binary, "rebuild", "--data", folder)
			case "restore":
				does(t, "cp", filepath.Join(stopped, file), filepath.Join(folder, file))
			case "pass":
				serve = append(serve, passLost(problems)...)
			}
			got := resent(t, folder, serve, chunks, verb == "pass", test.logs)
			if verb == "pass" { // records that were lost came again, and what they add to counts and evidence with them
				if len(got) < len(want) {
					t.Errorf("%d rows, there were %d", len(got), len(want))
				}
			} else if diff := difference(got, want); diff != "" {
				t.Errorf("the rows differ: %s", diff)
			}
		})
	}
}

// told starts a server that is to say what is damaged, and gives what it says in /readyz; "" when it is to say nothing.
func told(t *testing.T, folder string, serve []string, refused, says string) string {
	t.Helper()
	if refused != "" {
		refuses(t, refused, serve...)
	}
	if says == "" {
		return ""
	}
	s := startWith(t, folder, serve)
	if s == nil {
		t.Fatal("the server does not start")
	}
	s.says(t, says)
	problems := strings.Join(s.problems(t), "\n")
	if len(s.errors) == 0 {
		t.Error("the server's log does not tell the damage")
	}
	s.errors = nil
	s.stop(t)
	return problems
}

// resent starts the server that was mended, sends everything again, and gives its rows.
func resent(t *testing.T, folder string, serve, chunks []string, lost bool, logs string) []string {
	t.Helper()
	s := startWith(t, folder, serve)
	if s == nil {
		t.Fatal("the server does not start")
	}
	s.says(t, "")
	for i, chunk := range chunks {
		got, err := s.send(t.Context(), chunk)
		if err != nil || !lost && got.Accepted > 0 {
			t.Fatalf("chunk %d sent again: %+v, %v; want only duplicates", i, got, err)
		}
	}
	s.settle(t)
	s.logs(t, logs)
	s.errors = nil // it was right to complain
	s.stop(t)
	return dump(t, folder)
}

// passLost accepts the last batch that problems name.
func passLost(problems string) []string {
	last := 0
	for _, found := range regexp.MustCompile(`batches \d+ to (\d+)`).FindAllStringSubmatch(problems, -1) {
		n, _ := strconv.Atoi(found[1]) // digits
		last = max(last, n)
	}
	return []string{"--pass-lost", strconv.Itoa(last)}
}
