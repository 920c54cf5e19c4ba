package bustest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard/internal/bus"
)

func (s trial) secondProcess() {
	t := s.t
	folder := t.TempDir()
	s.open(t, folder)
	if log, err := s.Open(t.Context(), folder); err == nil {
		log.Close() //nolint:errcheck,gosec // the test has failed
		t.Error("a log that is open was opened a second time")
	}
}

// kill ends a child at a random moment, again and again on the same folder.
func (s trial) kill() {
	t := s.t
	folder := t.TempDir()
	rounds := 12
	if testing.Short() {
		rounds = 4
	}
	acked := uint64(0)
	for round := range rounds {
		o := start(t, folder)
		if !o.await("ack", 1+rand.IntN(30)) { //nolint:gosec // not a secret
			t.Fatalf("round %d: the child ended: %v", round, o.all)
		}
		pause(time.Duration(rand.IntN(3000)) * time.Microsecond) //nolint:gosec // not a secret
		if err := o.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		o.end()
		if acked = max(acked, o.acked); acked == 0 {
			t.Fatal("nothing was acknowledged")
		}
		log := s.open(t, folder)
		got := whole(t, log, 1)
		if uint64(len(got)) < acked {
			t.Fatalf("round %d: %d batches are left of %d acknowledged ones", round, len(got), acked)
		}
		sameSamples(t, got, 1, 0, len(got))
		if err := log.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func pause(d time.Duration) { <-time.After(d) }

func (s trial) flipAfterClose() {
	t := s.t
	folder := t.TempDir()
	log := s.open(t, folder)
	appendSamples(t, log, 0, 150)
	if err := log.Prune(t.Context(), 20); err != nil {
		t.Fatal(err)
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	flipEverywhere(t, s.Subject, folder, 20, 150)
}

func (s trial) flipAfterKill() {
	t := s.t
	folder := t.TempDir()
	o := start(t, folder)
	if !o.await("ack", 150) {
		t.Fatalf("the child ended: %v", o.all)
	}
	if err := o.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	o.end()
	flipEverywhere(t, s.Subject, folder, 1, o.acked)
}

// flipEverywhere flips one bit in a copy of the folder, many times in each class of file. Each acknowledged batch must then be
// read as it was written or be told as damaged, and nothing else may be read.
func flipEverywhere(t *testing.T, s Subject, folder string, first, acked uint64) {
	t.Helper()
	flips := 60
	if testing.Short() {
		flips = 30
	}
	for class, pattern := range s.Files {
		paths, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			t.Fatal(err)
		}
		told, tried := 0, 0
		for i := range flips {
			if len(paths) == 0 {
				break
			}
			random := rand.New(rand.NewPCG(uint64(i), 3)) //nolint:gosec // not a secret
			copied := filepath.Join(t.TempDir(), "log")
			if err := os.CopyFS(copied, os.DirFS(folder)); err != nil {
				t.Fatal(err)
			}
			name, _ := filepath.Rel(folder, paths[random.IntN(len(paths))])
			at, err := flip(filepath.Join(copied, name), random, i)
			if err != nil {
				continue // an empty file
			}
			tried++
			lost, err := survives(t.Context(), s, copied, first, acked)
			if err != nil {
				t.Errorf("%s: bit %d of byte %d in %s flipped: %v", class, at%8, at/8, name, err)
			}
			if lost {
				told++
			}
			os.RemoveAll(copied) //nolint:errcheck,gosec // a temporary folder
		}
		t.Logf("%s: %d bits flipped, damage told %d times, unnoticed harm 0 times", class, tried, told)
	}
}

// flip inverts one bit of a file: every third time in its first 4 KiB, where headers are, every third time near its end.
func flip(path string, random *rand.Rand, turn int) (bit int64, err error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	if len(content) == 0 {
		return 0, errors.New("empty")
	}
	low, high := 0, len(content)
	switch turn % 3 {
	case 1:
		high = min(4096, high)
	case 2:
		low = max(0, high-16384)
	}
	at := low + random.IntN(high-low)
	bit = int64(at)*8 + int64(random.IntN(8))
	content[at] ^= 1 << (bit % 8)
	return bit, os.WriteFile(path, content, 0o600) //nolint:gosec // a temporary file
}

// survives opens a damaged log and accounts for every acknowledged batch. It tells whether damage was reported.
func survives(ctx context.Context, s Subject, folder string, first, acked uint64) (told bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	log, err := s.Open(ctx, folder)
	if err != nil {
		return true, nil // said at once and as loudly as can be
	}
	defer log.Close() //nolint:errcheck // of a damaged log
	told, err = accounted(ctx, log, first, acked)
	if err != nil {
		return told, err
	}
	// It goes on, or says that it cannot; what it takes from now on is there.
	b := Sample(100000)
	if err := log.Append(ctx, b); err != nil {
		return true, nil
	}
	for got, err := range log.Read(ctx, b.Seq) {
		if err != nil {
			return told, fmt.Errorf("a batch appended after the damage: %w", err)
		}
		if diff := differs(got); diff != "" {
			return told, fmt.Errorf("a batch appended after the damage: %s", diff)
		}
	}
	if b.Seq <= acked {
		return told, fmt.Errorf("sequence %d was given out a second time", b.Seq)
	}
	more, err := accounted(ctx, log, first, acked)
	return told || more, err
}

func accounted(ctx context.Context, log bus.Log, first, acked uint64) (told bool, err error) {
	batches, lost, err := readAll(ctx, log, 1)
	if err != nil {
		return true, fmt.Errorf("read: %w", err)
	}
	have := map[uint64]bool{}
	for _, b := range batches {
		if diff := differs(b); diff != "" {
			return len(lost) > 0, fmt.Errorf("batch %d: %s", b.Seq, diff)
		}
		if b.Seq < 100000 && b.Cursor != fmt.Sprint(b.Seq-1) && b.Cursor != "100000" {
			return len(lost) > 0, fmt.Errorf("batch %d has the content of another: cursor %s", b.Seq, b.Cursor)
		}
		have[b.Seq] = true
	}
	for _, d := range lost {
		for seq := d.From; seq <= min(d.To, acked); seq++ {
			have[seq] = true
		}
	}
	for seq := uint64(1); seq <= acked; seq++ {
		said := Sample(int(seq)-1).Kind == bus.Said
		if (seq >= first || said) && !have[seq] {
			return len(lost) > 0, fmt.Errorf("batch %d is gone and nothing says so", seq)
		}
	}
	return len(lost) > 0, nil
}

// fileLost takes away each file in turn.
func (s trial) fileLost() {
	t := s.t
	folder := t.TempDir()
	o := start(t, folder)
	if !o.await("ack", 40) {
		t.Fatalf("the child ended: %v", o.all)
	}
	if err := o.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	o.end()
	for class, pattern := range s.Files {
		paths, _ := filepath.Glob(filepath.Join(folder, pattern))
		for _, path := range paths {
			copied := filepath.Join(t.TempDir(), "log")
			if err := os.CopyFS(copied, os.DirFS(folder)); err != nil {
				t.Fatal(err)
			}
			name, _ := filepath.Rel(folder, path)
			if err := os.Remove(filepath.Join(copied, name)); err != nil {
				t.Fatal(err)
			}
			if _, err := survives(t.Context(), s.Subject, copied, 1, o.acked); err != nil {
				t.Errorf("%s: %s deleted: %v", class, name, err)
			}
		}
	}
}

// behindStrace gives the command that injects a fault into the child's system calls, or skips.
func behindStrace(t *testing.T, inject ...string) []string {
	t.Helper()
	path, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed: this fault was not tried")
	}
	args := []string{path, "-f", "-qq", "-o", os.DevNull}
	for _, fault := range inject {
		args = append(args, "-e", "inject="+fault)
	}
	return args
}

// refusing runs a child under a fault that lets it begin and then refuses its writes, and checks that it says so with the
// right words, goes on reading, and that everything acknowledged is there afterwards.
func refusing(t *testing.T, s Subject, word string, inject ...string) {
	t.Helper()
	folder := t.TempDir()
	log := s.open(t, folder)
	appendSamples(t, log, 0, 20)
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	o := start(t, folder, behindStrace(t, inject...)...)
	o.await(word, 3)
	o.stop()
	o.end()
	if o.said[word] == 0 {
		t.Fatalf("the child never said %q: %d acknowledged, %s", word, o.said["ack"], strings.Join(o.all, "\n"))
	}
	if o.said["error"] > 0 {
		t.Errorf("an error that callers can't act on: %s", strings.Join(o.all, "\n"))
	}
	log = s.open(t, folder)
	got := whole(t, log, 1)
	if uint64(len(got)) < max(o.acked, 20) {
		t.Fatalf("%d batches are left of %d acknowledged ones", len(got), max(o.acked, 20))
	}
	sameSamples(t, got, 1, 0, len(got))
	appendSamples(t, log, len(got), len(got)+5)
	sameSamples(t, whole(t, log, 1), 1, 0, len(got)+5)
}

func (s trial) failingSync() {
	t := s.t
	t.Run("every other fails", func(t *testing.T) {
		refusing(t, s.Subject, "readonly", "fsync,fdatasync:error=EIO:when=5+2")
	})
	t.Run("all fail", func(t *testing.T) {
		refusing(t, s.Subject, "readonly", "fsync,fdatasync:error=EIO:when=6+")
	})
	t.Run("writes fail", func(t *testing.T) {
		refusing(t, s.Subject, "readonly", "pwrite64:error=EIO:when=30+3")
	})
	t.Run("no room sometimes", func(t *testing.T) {
		refusing(t, s.Subject, "full", "pwrite64:error=ENOSPC:when=30+4")
	})
}
