package crashtest

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
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

// flipIn turns a bit of a text where it stands in a page of a kind; kind 0 is anywhere.
func flipIn(t *testing.T, path string, size int, kind byte, text string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at < len(content); at += size {
		page := content[at:min(at+size, len(content))]
		if in := bytes.LastIndex(page, []byte(text)); in >= 0 && (kind == 0 || page[0] == kind) {
			page[in+len(text)/2] ^= 1
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			return
		}
	}
	t.Fatalf("%s has no page of kind %d with %q", filepath.Base(path), kind, text)
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

	rebuild := func(t *testing.T, folder string) {
		t.Helper()
		does(t, binary, "rebuild", "--data", folder)
	}
	for name, test := range map[string]struct {
		folder  string                             // where it starts from
		flip    func(t *testing.T, folder string)  // what the disk does
		refused string                             // what a start that fails says
		says    string                             // what /readyz says otherwise
		mend    func(t *testing.T, folder string)  // what docs/recovery.md says to do then
		flags   func(says string) (flags []string) // of the next start
		less    bool                               // records are gone, and told to be
	}{
		"a row of the store": {
			flip: func(t *testing.T, folder string) {
				flipIn(t, filepath.Join(folder, "tabard.db"), storePage, rowsPage, `"weight":`)
			},
			says: "does not match its checksum", mend: rebuild,
		},
		"an index of the store": {
			flip: func(t *testing.T, folder string) {
				flipIn(t, filepath.Join(folder, "tabard.db"), storePage, keysPage, "agent-1")
			},
			says: "missing from index", mend: rebuild,
		},
		"a token in the store": {
			flip: func(t *testing.T, folder string) {
				flipIn(t, filepath.Join(folder, "tabard.db"), storePage, rowsPage, "admin-2")
			},
			refused: "of access_token does not match its checksum", mend: rebuild,
		},
		"the store's journal": {
			folder: killed,
			flip: func(t *testing.T, folder string) {
				flipIn(t, filepath.Join(folder, "tabard.db-wal"), storePage+24, 0, "agent-1")
			},
			refused: "transactions are missing", mend: rebuild,
		},
		"a key of the store's first page": {
			flip: func(t *testing.T, folder string) {
				flipIn(t, filepath.Join(folder, "tabard.db"), storePage, 0, "SQLite format 3")
			},
			refused: "store is damaged", mend: rebuild,
		},
		"records on the log": {
			flip: func(t *testing.T, folder string) {
				flipIn(t, filepath.Join(folder, "log.db"), logPage, 0, "agent-1")
			},
			says: "are damaged: its records do not match their checksum", flags: passLost, less: true,
		},
		"the ids that dedupe goes by": {
			flip: func(t *testing.T, folder string) {
				flipIn(t, filepath.Join(folder, "log.db"), logPage, rowsPage, "aws.cloudtrail")
			},
			says: "are damaged: its header does not match its checksum", flags: passLost, less: true,
		},
		"the list of events": {
			flip: func(t *testing.T, folder string) {
				days, err := filepath.Glob(filepath.Join(folder, "events", "*.db"))
				if err != nil || len(days) == 0 {
					t.Fatalf("no days, %v", err)
				}
				flipIn(t, days[0], storePage, rowsPage, "iam:CreateUser")
			},
		},
		"the admin token": {
			flip: func(t *testing.T, folder string) { flipIn(t, filepath.Join(folder, "admin.token"), 100, 0, "tabard_") },
		},
		"the installation's key": {
			flip: func(t *testing.T, folder string) {
				flipIn(t, filepath.Join(folder, "installation.key"), 100, 0, "5a5a")
			},
			refused: "restore it from the backup",
			mend: func(t *testing.T, folder string) {
				text, err := os.ReadFile(filepath.Join(stopped, "installation.key"))
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(folder, "installation.key"), text, 0o600); err != nil {
					t.Fatal(err)
				}
			},
		},
		"the audit trail": {
			flip: func(t *testing.T, folder string) {
				flipIn(t, filepath.Join(folder, "tabard.db"), storePage, rowsPage, "no admin token was live")
				refuses(t, "false", binary, "audit", "verify", "--data", folder, "--offline")
			},
			says: "the audit trail is broken at entry",
		},
		"the audit trail's anchor": {
			flip: func(t *testing.T, folder string) {
				flipIn(t, filepath.Join(folder, "audit.head"), 200, 0, `"seal"`)
			},
			says: "the audit trail is broken at entry",
		},
		"the marks": {
			folder: killed,
			flip: func(t *testing.T, folder string) {
				flipIn(t, filepath.Join(folder, "tabard.db.mark"), 8192, 0, "tabardm1")
				flipIn(t, filepath.Join(folder, "log.db.mark"), 8192, 0, "tabardm1")
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "data")
			from := test.folder
			if from == "" {
				from = stopped
			}
			if err := os.CopyFS(folder, os.DirFS(from)); err != nil {
				t.Fatal(err)
			}
			test.flip(t, folder)
			serve := []string{binary, "serve", "--data", folder, "--listen", "127.0.0.1:0"}
			switch {
			case test.refused != "":
				refuses(t, test.refused, serve...)
			case test.says != "":
				s := start(t, binary, folder)
				if s == nil {
					t.Fatal("the server does not start")
				}
				s.says(t, test.says)
				if test.flags != nil {
					serve = append(serve, test.flags(strings.Join(s.problems(t), "\n"))...)
				}
				if len(s.errors) == 0 {
					t.Error("the server's log does not tell the damage")
				}
				s.errors = nil
				s.stop(t)
			}
			if test.mend != nil {
				test.mend(t, folder)
			}
			if test.mend == nil && test.flags == nil && test.says != "" {
				return // a trail is not mended
			}
			s := startWith(t, folder, serve)
			if s == nil {
				t.Fatal("the server does not start")
			}
			s.says(t, "")
			for i, chunk := range chunks {
				got, err := s.send(t.Context(), chunk)
				if err != nil || !test.less && got.Accepted > 0 {
					t.Fatalf("chunk %d sent again: %+v, %v; want only duplicates", i, got, err)
				}
			}
			s.settle(t)
			s.errors = nil // it was right to complain
			s.stop(t)
			if got := dump(t, folder); !test.less {
				if diff := difference(got, want); diff != "" {
					t.Errorf("the rows differ: %s", diff)
				}
			} else if len(got) < len(want) {
				t.Errorf("%d rows, there were %d", len(got), len(want))
			}
		})
	}
}

// passLost accepts the range that a problem names.
func passLost(says string) []string {
	found := regexp.MustCompile(`batches (\d+) to (\d+)`).FindAllStringSubmatch(says, -1)
	last := slices.MaxFunc(found, func(a, b []string) int { return len(a[2])*10 - len(b[2])*10 + strings.Compare(a[2], b[2]) })
	return []string{"--pass-lost", last[2]}
}
