package file_test

import (
	"encoding/json/v2"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/sinks/file"
)

func open(t *testing.T, settings map[string]any) tabard.Sender {
	t.Helper()
	sender, err := file.Sink().Open(settings)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = sender.Close() })
	return sender
}

func notice(id string) []tabard.Notice {
	return []tabard.Notice{{ID: id, Type: "finding", Data: tabard.Finding{ID: id, Summary: "a\nb\u2028c"}}}
}

// ids gives the ids in a file, each of whose lines must be a whole document.
func ids(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for line := range strings.Lines(string(text)) {
		var n struct {
			ID   string         `json:"id"`
			Type string         `json:"type"`
			Data tabard.Finding `json:"data"`
		}
		if err := json.Unmarshal([]byte(line), &n, json.RejectUnknownMembers(true)); err != nil || !strings.HasSuffix(line, "\n") || n.Data.Summary != "a\nb\u2028c" {
			t.Fatalf("line %q: %v", line, err)
		}
		all = append(all, n.ID)
	}
	return strings.Join(all, " ")
}

func TestLinesAreAppendedAcrossRestarts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.jsonl")
	for _, id := range []string{"a", "b"} {
		s := open(t, map[string]any{"path": path})
		if err := s.Send(t.Context(), notice(id)); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if got := ids(t, path); got != "a b" {
		t.Errorf("%s", got)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
}

func TestAHalfLineFromACrashIsCutOff(t *testing.T) {
	for _, torn := range []string{`{"id":"half`, strings.Repeat("x", 200_000), "\x00\x00\x00"} {
		path := filepath.Join(t.TempDir(), "out.jsonl")
		if err := open(t, map[string]any{"path": path}).Send(t.Context(), notice("a")); err != nil {
			t.Fatal(err)
		}
		f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString(torn); err != nil {
			t.Fatal(err)
		}
		_ = f.Close()
		if err := open(t, map[string]any{"path": path}).Send(t.Context(), notice("b")); err != nil {
			t.Fatal(err)
		}
		if got := ids(t, path); got != "a b" {
			t.Errorf("%s", got)
		}
	}
}

func TestFilesAreRotatedBySizeAndTheOldestGo(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "out.jsonl")
	s := open(t, map[string]any{"path": path, "rotate_mib": 1, "keep": 2})
	large := []tabard.Notice{{ID: "x", Type: "finding", Data: strings.Repeat("y", 700_000)}}
	for range 5 {
		if err := s.Send(t.Context(), large); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(files) != 3 {
		t.Errorf("%v, %v", files, err)
	}
	for _, name := range files {
		if info, _ := os.Stat(name); info.Size() > 1<<20 {
			t.Errorf("%s has %d bytes", name, info.Size())
		}
	}
}

func TestWhatCannotBeWrittenIsAnErrorAndLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	s := open(t, map[string]any{"path": filepath.Join(folder, "missing", "out.jsonl")})
	if err := s.Send(t.Context(), notice("a")); err == nil {
		t.Error("a missing folder is no error")
	}
	if err := os.Mkdir(filepath.Join(folder, "missing"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := s.Send(t.Context(), notice("a")); err != nil {
		t.Errorf("with the folder there: %v", err)
	}
	if err := open(t, map[string]any{"path": folder}).Send(t.Context(), notice("a")); err == nil {
		t.Error("a folder was taken for a file")
	}
	if _, err := os.Stat("/dev/full"); err == nil {
		if err := open(t, map[string]any{"path": "/dev/full"}).Send(t.Context(), notice("a")); err == nil {
			t.Error("a device was taken for a file")
		}
	}
}

func TestANoticeThatCannotBeWrittenHoldsUpOnlyItself(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.jsonl")
	bad := append(notice("a"), tabard.Notice{ID: "b", Type: "finding", Data: func() {}})
	err := open(t, map[string]any{"path": path}).Send(t.Context(), append(bad, notice("c")...))
	var failed *tabard.SendError
	if !errors.As(err, &failed) || failed.Taken != 1 || !failed.Refused {
		t.Errorf("%v", err)
	}
	if got := ids(t, path); got != "a" {
		t.Errorf("%s", got)
	}
}

func TestBadSettingsAreRefused(t *testing.T) {
	for _, s := range []map[string]any{{}, {"path": 3}, {"path": "x", "rotate_mib": 0}, {"path": "x", "rotate_mib": "1"}, {"path": "x", "keep": -1}} {
		if _, err := file.Sink().Open(s); err == nil {
			t.Errorf("%v was taken", s)
		}
	}
}
