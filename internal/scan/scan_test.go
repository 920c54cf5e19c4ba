package scan_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/normalize"
	"tabard.dev/tabard/internal/scan"
)

var day = time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)

func ticks(t *testing.T) *normalize.Set {
	t.Helper()
	set, err := normalize.New([]tabard.Family{{
		Name: "ticks", Marks: [][]string{{"tick"}}, Paths: []string{"tick", "at"},
		Normalize: func(s *tabard.Slots, e *tabard.Event) error {
			e.Event = s.String(0)
			if n, ok := s.Int(1); ok {
				e.Time = day.Add(time.Duration(n) * time.Second)
			}
			return nil
		},
	}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

type result struct {
	counts  scan.Counts
	order   []string // ids of the events, as they were judged
	refused []string
}

func run(t *testing.T, o scan.Options) result {
	t.Helper()
	var r result
	o.Set, o.Redactor, o.Now = ticks(t), normalize.NewRedactor(nil), day.Add(24*time.Hour)
	o.Refused = func(f scan.Refusal) { r.refused = append(r.refused, f.String()) }
	var err error
	r.counts, err = scan.Run(t.Context(), o, func(item *normalize.Item) error {
		r.order = append(r.order, item.Event.Event)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func tick(id, at int) string { return fmt.Sprintf(`{"tick":%d,"at":%d}`+"\n", id, at) }

func TestBadRecordsCostOnlyThemselves(t *testing.T) {
	text := tick(1, 1) + "{\"tick\":2\n" + "nonsense\n" + `{"tick":3,"tick":3}` + "\n" + `{"other":1}` + "\n" + tick(4, 4)
	file := write(t, t.TempDir(), "a.json", text)
	r := run(t, scan.Options{Paths: []string{file}})
	if want := (scan.Counts{Read: 6, Accepted: 2, Rejected: 4}); r.counts != want {
		t.Errorf("counts = %+v, want %+v", r.counts, want)
	}
	if got := strings.Join(r.order, " "); got != "1 4" {
		t.Errorf("judged %q, want the two sound ones", got)
	}
	for i, line := range []int{2, 3, 4, 5} {
		if prefix := fmt.Sprintf("%s:%d: ", file, line); i >= len(r.refused) || !strings.HasPrefix(r.refused[i], prefix) {
			t.Errorf("refusal %d of %q does not start with %q", i, r.refused, prefix)
		}
	}
}

func TestMergesFilesByTime(t *testing.T) {
	for name, limits := range map[string]scan.Options{"all at once": {}, "two streams at once, the rest spilled": {Streams: 2}} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			var want []string
			texts := make([]string, 9)
			r := rand.New(rand.NewPCG(1, 1))
			for i := range 3000 {
				texts[r.IntN(len(texts))] += tick(i, i)
				want = append(want, fmt.Sprint(i))
			}
			for i, text := range texts {
				write(t, dir, fmt.Sprintf("sub%d/%d.json", i%2, i), text)
			}
			limits.Paths = []string{dir}
			got := run(t, limits)
			if !slices.Equal(got.order, want) {
				t.Errorf("records of 9 files were not judged by time: %.200v", got.order)
			}
			if got.counts.Late != 0 {
				t.Errorf("late = %d, want 0", got.counts.Late)
			}
		})
	}
}

func TestWindow(t *testing.T) {
	file := write(t, t.TempDir(), "a.json", tick(1, 50)+tick(2, 10)+tick(3, 60)+tick(4, 20)+tick(5, 70))
	if got := run(t, scan.Options{Paths: []string{file}}); strings.Join(got.order, " ") != "2 4 1 3 5" || got.counts.Late != 0 {
		t.Errorf("with room in the window: order %v, late %d, want 2 4 1 3 5 and none late", got.order, got.counts.Late)
	}
	got := run(t, scan.Options{Paths: []string{file}, Window: 1})
	if strings.Join(got.order, " ") != "1 2 3 4 5" || got.counts.Late != 2 {
		t.Errorf("without room: order %v, late %d, want the order of arrival and 2 late", got.order, got.counts.Late)
	}
}

func TestInputOrder(t *testing.T) {
	dir := t.TempDir()
	a, b := write(t, dir, "a.json", tick(1, 50)+tick(2, 10)), write(t, dir, "b.json", tick(3, 1))
	got := run(t, scan.Options{Paths: []string{b, a}, InputOrder: true})
	if strings.Join(got.order, " ") != "3 1 2" {
		t.Errorf("order = %v, want that of the input", got.order)
	}
}

func TestGzip(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte(tick(1, 1))); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	whole := write(t, dir, "whole.log", packed.String())
	cut := write(t, dir, "cut.log", packed.String()[:packed.Len()-6])
	if got := run(t, scan.Options{Paths: []string{whole}}); got.counts.Accepted != 1 {
		t.Errorf("a packed file: %+v, want 1 accepted", got.counts)
	}
	if got := run(t, scan.Options{Paths: []string{whole, cut}}); len(got.refused) != 1 || !strings.Contains(got.refused[0], "cut.log") {
		t.Errorf("a packed file that was cut off: refused %q, want one that names it", got.refused)
	}
}

func TestGzipBomb(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	block := bytes.Repeat([]byte{' '}, 1<<20)
	for range 100 {
		if _, err := z.Write(block); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	bomb, good := write(t, dir, "bomb.gz", packed.String()), write(t, dir, "good.json", tick(1, 1))
	got := run(t, scan.Options{Paths: []string{bomb, good}})
	if len(got.refused) == 0 || !strings.Contains(got.refused[0], "unpacks to more than") {
		t.Errorf("refused %q, want a bomb to be told", got.refused)
	}
	if got.counts.Accepted != 1 {
		t.Errorf("accepted %d, want the rest to go on", got.counts.Accepted)
	}
}

func TestNothingToRead(t *testing.T) {
	_, err := scan.Run(context.Background(), scan.Options{Paths: []string{filepath.Join(t.TempDir(), "none")}, Set: ticks(t)}, nil)
	if err == nil {
		t.Error("a path that is not there gives no error")
	}
}

func TestJudgeStops(t *testing.T) {
	file := write(t, t.TempDir(), "a.json", strings.Repeat(tick(1, 1), 5000))
	stop := fmt.Errorf("enough")
	_, err := scan.Run(t.Context(), scan.Options{Paths: []string{file}, Set: ticks(t), Redactor: normalize.NewRedactor(nil)}, func(*normalize.Item) error { return stop })
	if err == nil || err.Error() != "enough" {
		t.Errorf("Run = %v, want the error of the judge", err)
	}
}
