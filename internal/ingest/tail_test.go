package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/ingest"
)

// step changes the files in a folder and says which lines must then be on the log, beside those of the steps before.
type step struct {
	name string
	do   func(t *testing.T, folder string)
	want []string
}

func write(name, text string) func(*testing.T, string) {
	return func(t *testing.T, folder string) {
		t.Helper()
		file, err := os.OpenFile(filepath.Join(folder, name), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.WriteString(text); err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func rename(from, to string) func(*testing.T, string) {
	return func(t *testing.T, folder string) {
		t.Helper()
		if err := os.Rename(filepath.Join(folder, from), filepath.Join(folder, to)); err != nil {
			t.Fatal(err)
		}
	}
}

func remove(name string) func(*testing.T, string) {
	return func(t *testing.T, folder string) {
		t.Helper()
		if err := os.Remove(filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
}

func empty(name string) func(*testing.T, string) {
	return func(t *testing.T, folder string) {
		t.Helper()
		if err := os.Truncate(filepath.Join(folder, name), 0); err != nil {
			t.Fatal(err)
		}
	}
}

func duplicate(from, to string) func(*testing.T, string) {
	return func(t *testing.T, folder string) {
		t.Helper()
		text, err := os.ReadFile(filepath.Join(folder, from))
		if err != nil {
			t.Fatal(err)
		}
		write(to, string(text))(t, folder)
	}
}

func all(steps ...func(*testing.T, string)) func(*testing.T, string) {
	return func(t *testing.T, folder string) {
		t.Helper()
		for _, step := range steps {
			step(t, folder)
		}
	}
}

// numbered gives lines without ids of their own, so that reading one twice is not hidden by dedupe.
func numbered(from, to int) (lines []string, text string) {
	for n := from; n < to; n++ {
		lines = append(lines, fmt.Sprintf("a - %06d", n))
	}
	return lines, strings.Join(lines, "\n") + "\n"
}

func survivals() map[string][]step {
	one, oneText := numbered(0, 10)
	two, twoText := numbered(10, 20)
	three, threeText := numbered(20, 30)
	four, fourText := numbered(30, 40)
	many, manyText := numbered(1000, 60000)
	return map[string][]step{
		"growing": {
			{"begin", write("x.log", oneText), one}, {"more", write("x.log", twoText), two}, {"much more", write("x.log", manyText), many},
		},
		"half lines": {
			{"half a line", write("x.log", oneText+"a - hal"), one}, {"still half", write("x.log", "f th"), nil}, {"its end", write("x.log", "ere\n"+twoText), append([]string{"a - half there"}, two...)},
		},
		"renamed, with a successor": {
			{"begin", write("x.log", oneText), one},
			{"written, renamed, written on, successor", all(write("x.log", twoText), rename("x.log", "x.log.1"), write("x.log.1", threeText), write("x.log", fourText)), slices.Concat(two, three, four)},
			{"the old one grows once more", write("x.log.1", "a - late\n"), []string{"a - late"}},
		},
		"renamed to a name that matches": {
			{"begin", write("x.log", oneText), one},
			{"rotate", all(write("x.log", twoText), rename("x.log", "x-2026.log"), write("x.log", threeText)), append(two, three...)},
			{"rotate again", all(rename("x.log", "x-2027.log"), write("x.log", fourText)), four},
		},
		"rotated three times at once": {
			{"begin", write("x.log", oneText), one},
			{"rotate", all(
				write("x.log", twoText), rename("x.log", "x.log.1"), write("x.log", threeText), wait,
				rename("x.log.1", "x.log.2"), rename("x.log", "x.log.1"), write("x.log", fourText), wait,
				rename("x.log.2", "x.log.3"), rename("x.log.1", "x.log.2"), rename("x.log", "x.log.1"), write("x.log", "a - newest\n"),
			), append(slices.Concat(two, three, four), "a - newest")},
		},
		"emptied and used again": {
			{"begin", write("x.log", oneText+twoText), append(one, two...)}, {"empty", empty("x.log"), nil}, {"use again", write("x.log", threeText), three},
		},
		"emptied and longer than before": {
			{"begin", write("x.log", oneText), one}, {"empty and write", all(empty("x.log"), write("x.log", threeText+fourText)), append(three, four...)},
		},
		"copied and emptied": {
			{"begin", write("x.log", oneText), one},
			{"write, copy, empty, write", all(write("x.log", twoText), duplicate("x.log", "x.log.1"), empty("x.log"), write("x.log", threeText)), append(two, three...)},
			{"more", write("x.log", fourText), four},
		},
		"deleted": {
			{"begin", write("x.log", oneText), one}, {"delete", remove("x.log"), nil}, {"a new one", write("x.log", twoText), two},
		},
		"several files": {
			{"begin", all(write("x.log", oneText), write("y.log", twoText), write("ignored.txt", "a - no\n")), nil},
			{"more", all(write("y.log", threeText), write("x.log", fourText)), nil},
		},
		"line too long": {
			{"begin", write("x.log", oneText+"a - "+strings.Repeat("long", bus.MaxRecord)), one}, {"its end", write("x.log", "end\n"+twoText), two},
		},
		"no end at the end of a renamed file": {
			{"begin", write("x.log", oneText+"a - last"), one}, {"rename", rename("x.log", "x.log.1"), []string{"a - last"}},
		},
		"no end, but a whole object": {
			{"begin", write("x.log", "{ - whole}"), []string{"{ - whole}"}}, {"its end", write("x.log", "\n{ - next}\n"), []string{"{ - next}"}},
		},
	}
}

// wait gives the file system's clock time to go on.
func wait(t *testing.T, _ string) {
	t.Helper()
	<-time.After(10 * time.Millisecond)
}

// running is a receiver and a tail on a folder.
type running struct {
	log  bus.Log
	tail *ingest.Tail
	stop func()
}

func run(t *testing.T, folder string, family string) *running {
	t.Helper()
	log := openLog(t, folder)
	r := openReceiver(t, ingest.Config{Log: log})
	tail := ingest.NewTail(ingest.TailConfig{
		Receiver: r, Pattern: filepath.Join(folder, "logs", "*.log"), Family: family,
		Every: 2 * time.Millisecond, Grace: 200 * time.Millisecond,
	})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- tail.Run(ctx) }()
	return &running{log: log, tail: tail, stop: func() {
		t.Helper()
		cancel()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		r.Close()   //nolint:errcheck // it gives none
		log.Close() //nolint:errcheck // what was acknowledged is durable
	}}
}

// reaches waits until the log holds the lines, and a little longer for what must not come.
func (r *running) reaches(t *testing.T, when string, want []string) {
	t.Helper()
	deadline := time.After(10 * time.Second)
	var got []string
	for {
		if got = records(t, r.log); len(got) >= len(want) {
			break
		}
		select {
		case <-deadline:
			t.Fatalf("%s: %d lines are on the log, want %d; the last are %q; %+v", when, len(got), len(want), got[max(0, len(got)-3):], r.tail.Status())
		case <-time.After(2 * time.Millisecond):
		}
	}
	<-time.After(20 * time.Millisecond)
	if got = records(t, r.log); !slices.Equal(got, want) {
		for i := range got {
			if i >= len(want) || got[i] != want[i] {
				t.Fatalf("%s: line %d on the log is %.60q of %d lines, want %.60q of %d", when, i, got[i], len(got), append(want, "the end")[min(i, len(want))], len(want))
			}
		}
	}
}

func TestTail(t *testing.T) {
	for name, steps := range survivals() {
		if name == "several files" {
			continue // the order between files is free; see below
		}
		for _, mode := range []string{"watched", "restarted after each step", "restarted while it reads"} {
			t.Run(name+"/"+mode, func(t *testing.T) {
				t.Parallel()
				folder := t.TempDir()
				logs := filepath.Join(folder, "logs")
				if err := os.Mkdir(logs, 0o700); err != nil {
					t.Fatal(err)
				}
				tail := run(t, folder, "a")
				var want []string
				for _, step := range steps {
					want = append(want, step.want...)
					switch mode {
					case "restarted after each step":
						tail.stop()
						step.do(t, logs)
						tail = run(t, folder, "a")
					case "restarted while it reads":
						step.do(t, logs)
						tail.stop()
						tail = run(t, folder, "a")
					default:
						step.do(t, logs)
					}
					tail.reaches(t, step.name, want)
				}
				tail.stop()
				tail = run(t, folder, "a")
				tail.reaches(t, "after one more restart", want)
				tail.stop()
			})
		}
	}
}

func TestTailOfSeveralFiles(t *testing.T) {
	folder := t.TempDir()
	logs := filepath.Join(folder, "logs")
	if err := os.Mkdir(logs, 0o700); err != nil {
		t.Fatal(err)
	}
	tail := run(t, folder, "")
	for _, step := range survivals()["several files"] {
		step.do(t, logs)
	}
	deadline := time.Now().Add(10 * time.Second)
	for len(records(t, tail.log)) < 40 && time.Now().Before(deadline) {
		wait(t, "")
	}
	got := records(t, tail.log)
	slices.Sort(got)
	if want, _ := numbered(0, 40); !slices.Equal(got, want) {
		t.Errorf("on the log: %q", got)
	}
	for _, b := range batches(t, tail.log) {
		if len(b.Records) > 0 && (!strings.HasPrefix(b.Source, "file:"+logs) || b.Cursor == "") {
			t.Errorf("batch %d has source %q and cursor %q", b.Seq, b.Source, b.Cursor)
		}
	}
	tail.stop()
}

func TestTailTellsRefusedLines(t *testing.T) {
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "logs"), 0o700); err != nil {
		t.Fatal(err)
	}
	long := "a - " + strings.Repeat("x", 3<<20)
	write("x.log", "a - 1\n\na - bad\n"+long+"\na - 2\n")(t, filepath.Join(folder, "logs"))
	log := openLog(t, folder)
	r := openReceiver(t, ingest.Config{Log: log})
	tail := ingest.NewTail(ingest.TailConfig{Receiver: r, Pattern: filepath.Join(folder, "logs", "x.log"), Every: time.Millisecond})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- tail.Run(ctx) }()
	(&running{log: log, tail: tail}).reaches(t, "begin", []string{"a - 1", "a - 2"})
	cancel()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	refused := r.Refused()
	if len(refused) != 2 || refused[1].Line != 3 || refused[0].Line != 4 || refused[0].Class != "too-large" || !strings.HasPrefix(refused[0].Text, "a - xxx") {
		t.Errorf("%d refused: %.200v", len(refused), refused)
	}
	if want := fmt.Sprintf("record of %d bytes is over the limit of %d", len(long)+1, bus.MaxRecord); refused[0].Reason != want {
		t.Errorf("reason %q, want %q", refused[0].Reason, want)
	}
	counted := uint32(0)
	for _, b := range batches(t, log) {
		counted += b.Refused
	}
	if counted != 2 {
		t.Errorf("the log counts %d refused lines, want 2", counted)
	}
}

// flaky is a log that refuses every second append.
type flaky struct {
	bus.Log
	calls atomic.Int64
}

func (f *flaky) Append(ctx context.Context, batches ...*bus.Batch) error {
	if f.calls.Add(1)%2 == 1 {
		return errors.Join(bus.ErrFull)
	}
	return f.Log.Append(ctx, batches...)
}

func TestTailGoesOnAfterErrors(t *testing.T) {
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "logs"), 0o700); err != nil {
		t.Fatal(err)
	}
	log := &flaky{Log: openLog(t, folder)}
	r := openReceiver(t, ingest.Config{Log: log})
	want, text := numbered(0, 200000) // several deliveries
	write("x.log", text)(t, filepath.Join(folder, "logs"))
	tail := ingest.NewTail(ingest.TailConfig{Receiver: r, Pattern: filepath.Join(folder, "logs", "*"), Every: time.Millisecond})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- tail.Run(ctx) }()
	(&running{log: log, tail: tail}).reaches(t, "begin", want)
	cancel()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if behind := tail.Status().Behind; behind != 0 {
		t.Errorf("%d bytes behind at the end", behind)
	}
}

func TestTailTellsWhatWasCompressedUnread(t *testing.T) {
	folder := t.TempDir()
	logs := filepath.Join(folder, "logs")
	if err := os.Mkdir(logs, 0o700); err != nil {
		t.Fatal(err)
	}
	pack := func(name string) func(*testing.T, string) {
		return func(t *testing.T, folder string) {
			t.Helper()
			if out, err := exec.CommandContext(t.Context(), "gzip", filepath.Join(folder, name)).CombinedOutput(); err != nil {
				t.Fatalf("gzip: %v: %s", err, out)
			}
		}
	}
	one, oneText := numbered(0, 10)
	two, twoText := numbered(10, 20)
	write("x.log", oneText)(t, logs)
	tail := run(t, folder, "a")
	tail.reaches(t, "begin", one)
	tail.stop()
	all(rename("x.log", "x.log.1"), pack("x.log.1"), write("x.log", twoText))(t, logs)
	tail = run(t, folder, "a")
	tail.reaches(t, "rotated and compressed", append(one, two...))
	if gaps := tail.tail.Status().Gaps; len(gaps) != 0 {
		t.Errorf("gaps %q, but the compressed file had been read", gaps)
	}
	tail.stop()
	all(rename("x.log", "x.log.2"), write("x.log.3", "a - never read\n"), wait, pack("x.log.3"), write("x.log", "a - new\n"))(t, logs)
	tail = run(t, folder, "a")
	tail.reaches(t, "compressed unread", append(slices.Concat(one, two), "a - new"))
	if gaps := tail.tail.Status().Gaps; len(gaps) != 1 || !strings.Contains(gaps[0], "x.log.3.gz") {
		t.Errorf("gaps %q, want the file that was compressed before it was read", gaps)
	}
	tail.stop()
}

func TestBadPattern(t *testing.T) {
	r := openReceiver(t, ingest.Config{Log: openLog(t, t.TempDir())})
	if err := ingest.NewTail(ingest.TailConfig{Receiver: r, Pattern: "[x"}).Run(t.Context()); err == nil {
		t.Error("Run with a pattern that is none = nil, want an error")
	}
}
