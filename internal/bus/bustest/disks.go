package bustest

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"tabard.dev/tabard/internal/bus"
)

// disk mounts a small disk in memory, or skips where that is not allowed.
func disk(t *testing.T, size string) (folder string, remount func(options string)) {
	t.Helper()
	folder = t.TempDir()
	mount := func(args ...string) error {
		return exec.CommandContext(t.Context(), "mount", args...).Run() //nolint:gosec // our own arguments
	}
	if err := mount("-t", "tmpfs", "-o", "size="+size, "none", folder); err != nil {
		t.Skip("a disk can't be mounted here (it needs root): this fault was not tried")
	}
	t.Cleanup(func() { exec.Command("umount", "-l", folder).Run() }) //nolint:errcheck,gosec,noctx // the test's context has ended
	return folder, func(options string) {
		t.Helper()
		if err := mount("-o", "remount,"+options, folder); err != nil {
			t.Fatalf("remount %s: %v", options, err)
		}
	}
}

func (s trial) fullDisk() {
	t := s.t
	folder, remount := disk(t, "1m")
	log := s.open(t, folder)
	n := 0
	var err error
	for ; n < 10000; n++ {
		if err = log.Append(t.Context(), Sample(n)); err != nil {
			break
		}
	}
	if !errors.Is(err, bus.ErrFull) {
		t.Fatalf("Append on a full disk = %v after %d batches, want ErrFull", err, n)
	}
	if err := log.Append(t.Context(), Sample(n)); err != nil && !errors.Is(err, bus.ErrFull) {
		t.Errorf("Append again = %v, want ErrFull", err)
	} else if err == nil {
		n++
	}
	if err := log.Check(t.Context()); !errors.Is(err, bus.ErrFull) {
		t.Errorf("Check on a full disk = %v, want ErrFull", err)
	}
	sameSamples(t, whole(t, log, 1), 1, 0, n)
	remount("size=8m")
	appendSamples(t, log, n, n+50)
	sameSamples(t, whole(t, log, 1), 1, 0, n+50)
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	log = s.open(t, folder)
	sameSamples(t, whole(t, log, 1), 1, 0, n+50)
}

func (s trial) readOnlyDisk() {
	t := s.t
	folder, remount := disk(t, "16m")
	folder = filepath.Join(folder, "log")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	log := s.open(t, folder)
	appendSamples(t, log, 0, 30)
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	remount("ro")
	if log, err := s.Open(t.Context(), folder); err == nil {
		if err := log.Append(t.Context(), Sample(30)); !errors.Is(err, bus.ErrReadOnly) {
			t.Errorf("Append on a read-only disk = %v, want ErrReadOnly", err)
		}
		log.Close() //nolint:errcheck,gosec // on a read-only disk
	} else if !errors.Is(err, bus.ErrReadOnly) {
		t.Errorf("Open on a read-only disk = %v, want ErrReadOnly", err)
	}
	remount("rw")
	log = s.open(t, folder)
	sameSamples(t, whole(t, log, 1), 1, 0, 30)
	appendSamples(t, log, 30, 40)
	sameSamples(t, whole(t, log, 1), 1, 0, 40)
}
