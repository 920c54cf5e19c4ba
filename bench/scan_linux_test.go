package bench

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// BenchmarkScanFolder has "tabard scan -o jsonl" and "jq -c ." read the same folder of four files, in turn, and tells what
// processor time each took, user and system, and how much memory scan held at most.
func BenchmarkScanFolder(b *testing.B) {
	jq, err := exec.LookPath("jq")
	if err != nil {
		b.Skip("jq is not installed, and it is what scan is compared with")
	}
	tabard := filepath.Join(b.TempDir(), "tabard")
	if out, err := exec.CommandContext(b.Context(), "go", "build", "-o", tabard, "../cmd/tabard").CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
	for _, s := range shapes {
		b.Run(s.name+"/100MB", func(b *testing.B) { scanFolder(b, s, 100e6, tabard, jq) })
	}
	b.Run("cloudtrail/1GB", func(b *testing.B) { scanFolder(b, shapes[0], 1e9, tabard, jq) })
}

func scanFolder(b *testing.B, s shape, size int64, tabard, jq string) {
	b.Helper()
	files := s.folder(b, size)
	var scan, peer child
	for b.Loop() {
		scan = scan.best(run(b, tabard, append([]string{"scan", "-o", "jsonl"}, files...)...))
		peer = peer.best(run(b, jq, append([]string{"-c", "."}, files...)...))
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(scan.cpu.Seconds(), "scan-cpu-s")
	b.ReportMetric(peer.cpu.Seconds(), "jq-cpu-s")
	b.ReportMetric(scan.cpu.Seconds()/peer.cpu.Seconds(), "x-jq-cpu")
	b.ReportMetric(float64(scan.peak)/1e6, "scan-peak-MB")
}

// folder writes records as JSON lines into four files, one after the other in time, of so many bytes together.
func (s shape) folder(tb testing.TB, size int64) (files []string) {
	tb.Helper()
	dir, r, at := tb.TempDir(), rand.New(rand.NewPCG(1, uint64(len(s.name)))), start
	for i := range 4 {
		file := filepath.Join(dir, fmt.Sprintf("%d.jsonl", i))
		f, err := os.Create(file)
		if err != nil {
			tb.Fatal(err)
		}
		w := bufio.NewWriterSize(f, 1<<20)
		for written := int64(0); written < size/4; at = at.Add(50 * time.Millisecond) {
			n, err := fmt.Fprintln(w, s.record(r, at))
			if err != nil {
				tb.Fatal(err)
			}
			written += int64(n)
		}
		if err := w.Flush(); err != nil {
			tb.Fatal(err)
		}
		if err := f.Close(); err != nil {
			tb.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

// child is what a program took.
type child struct {
	cpu  time.Duration
	peak int64 // bytes
}

// best gives the better figures of two runs; the memory is the most that any run held.
func (c child) best(other child) child {
	if c.cpu == 0 {
		return other
	}
	return child{min(c.cpu, other.cpu), max(c.peak, other.peak)}
}

func run(tb testing.TB, program string, args ...string) child {
	tb.Helper()
	cmd := exec.CommandContext(context.WithoutCancel(tb.Context()), program, args...)
	cmd.Stdout, cmd.Stderr = io.Discard, io.Discard
	if err := cmd.Run(); err != nil {
		tb.Fatalf("%s: %v", program, err)
	}
	use := cmd.ProcessState.SysUsage().(*syscall.Rusage) //nolint:forcetypeassert // what Linux gives
	return child{cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), use.Maxrss << 10}
}
