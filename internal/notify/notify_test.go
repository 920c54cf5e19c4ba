package notify_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/notify"
	"tabard.dev/tabard/internal/store"
	"tabard.dev/tabard/internal/store/sqlite"
)

// outbox is one in memory that works.
type outbox struct {
	mu   sync.Mutex
	all  []store.Outgoing
	kept int64
	next chan struct{}
}

func newOutbox() *outbox { return &outbox{next: make(chan struct{})} }

func (o *outbox) commit(notices ...tabard.Notice) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, n := range notices {
		o.all = append(o.all, store.Outgoing{Position: o.kept + int64(len(o.all)) + 1, Notice: n})
	}
	close(o.next)
	o.next = make(chan struct{})
}

func (o *outbox) news() <-chan struct{} {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.next
}

func (o *outbox) Outbox(_ context.Context, after int64, limit int) ([]store.Outgoing, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var page []store.Outgoing
	for _, r := range o.all {
		if r.Position > after && len(page) < limit {
			page = append(page, r)
		}
	}
	return page, nil
}

func (o *outbox) OutboxBounds(context.Context) (first, last int64, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.all) == 0 {
		return 0, 0, nil
	}
	return o.kept + 1, o.kept + int64(len(o.all)), nil
}

// target is a place to tell, whose answers the test decides.
type target struct {
	mu    sync.Mutex
	got   []string
	sends int
	judge func(n tabard.Notice) error // nil takes all
}

func (t *target) Send(_ context.Context, notices []tabard.Notice) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.sends++
	for i, n := range notices {
		if t.judge != nil {
			if err := t.judge(n); err != nil {
				if failed, ok := errors.AsType[*tabard.SendError](err); ok {
					copied := *failed
					copied.Taken = i
					return &copied
				}
				return err
			}
		}
		t.got = append(t.got, n.ID)
	}
	return nil
}

func (t *target) Close() error { return nil }

func (t *target) told() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.Join(t.got, " ")
}

type watch struct {
	mu     sync.Mutex
	counts map[string]int64
}

func (w *watch) add(name string, n int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.counts[name] += n
}
func (w *watch) Sent(_ string, n int) { w.add("sent", int64(n)) }
func (w *watch) Failed(string)        { w.add("failed", 1) }
func (w *watch) Dead(_ string, n int) { w.add("dead", int64(n)) }
func (w *watch) Behind(_ string, n int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.counts["behind"] = n
}

func (w *watch) get(name string) int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.counts[name]
}

// shelf keeps positions in memory, for tests in a bubble of time; the real table has a test of its own.
type shelf struct {
	mu   sync.Mutex
	at   map[string]int64
	dead []notify.Dead
}

func (s *shelf) Position(_ context.Context, sink string, start int64) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.at[sink]; !ok {
		s.at[sink] = start
	}
	return s.at[sink], nil
}

func (s *shelf) Advance(_ context.Context, sink string, position int64, dead []notify.Dead) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at[sink] = position
	s.dead = append(s.dead, dead...)
	return nil
}

func (s *shelf) DeadCount(context.Context, string) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return int64(len(s.dead)), nil
}

type world struct {
	*outbox
	*shelf
	watch *watch
}

func newWorld() *world {
	return &world{newOutbox(), &shelf{at: map[string]int64{}}, &watch{counts: map[string]int64{}}}
}

// start runs a sink until stop is called, as one run of the server does.
func (w *world) start(t *testing.T, sink notify.Sink) (stop func()) {
	t.Helper()
	n, err := notify.Open(t.Context(), notify.Settings{
		Outbox: w.outbox, Positions: w.shelf, News: w.news, Sinks: []notify.Sink{sink}, Log: slog.New(slog.DiscardHandler), Watch: w.watch,
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { _ = n.Run(ctx); close(done) }()
	return func() { cancel(); <-done }
}

func findings(from, to int) []tabard.Notice {
	var all []tabard.Notice
	for i := from; i <= to; i++ {
		all = append(all, tabard.Notice{ID: fmt.Sprint("n", i), Type: "finding", Data: tabard.Finding{Severity: tabard.Low}})
	}
	return all
}

func names(from, to int) string {
	var all []string
	for _, n := range findings(from, to) {
		all = append(all, n.ID)
	}
	return strings.Join(all, " ")
}

func TestASinkThatWasAwayMissesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		var away atomic.Bool
		away.Store(true)
		to := &target{judge: func(tabard.Notice) error {
			if away.Load() {
				return errors.New("connection refused")
			}
			return nil
		}}
		stop := w.start(t, notify.Sink{Name: "s", Sender: to})
		w.commit(findings(1, 250)...)
		time.Sleep(48 * time.Hour) //nolint:forbidigo // the bubble's time
		if to.told() != "" || w.watch.get("behind") != 250 || w.watch.get("dead") != 0 {
			t.Errorf("after two days away: told %q, %v", to.told(), w.watch.counts)
		}
		if tries := w.watch.get("failed"); tries < 400 || tries > 2000 {
			t.Errorf("%d attempts in two days", tries)
		}
		away.Store(false)
		time.Sleep(10 * time.Minute) //nolint:forbidigo // the bubble's time
		if got := to.told(); got != names(1, 250) || w.watch.get("behind") != 0 {
			t.Errorf("told %d of 250, %v", len(strings.Fields(got)), w.watch.counts)
		}
		stop()
	})
}

func TestARestartGoesOnWhereItWas(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.commit(findings(1, 3)...)
		to := &target{}
		sink := notify.Sink{Name: "s", Sender: to}
		stop := w.start(t, sink)
		synctest.Wait()
		if to.told() != "" {
			t.Errorf("a new sink is told what was before it: %s", to.told())
		}
		w.commit(findings(4, 5)...)
		synctest.Wait()
		stop()
		w.commit(findings(6, 7)...)
		stop = w.start(t, sink)
		synctest.Wait()
		stop()
		if got := to.told(); got != names(4, 7) {
			t.Errorf("told %s", got)
		}
	})
}

func TestOnlyANoticeThatTheTargetWillNotHaveIsPutAside(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		to := &target{judge: func(n tabard.Notice) error {
			if n.ID == "n4" || n.ID == "n9" {
				return &tabard.SendError{Refused: true, Err: errors.New("422")}
			}
			return nil
		}}
		stop := w.start(t, notify.Sink{Name: "s", Sender: to})
		w.commit(findings(1, 12)...)
		time.Sleep(time.Hour) //nolint:forbidigo // the bubble's time
		stop()
		if got, want := to.told(), names(1, 3)+" "+names(5, 8)+" "+names(10, 12); got != want {
			t.Errorf("told %s, want %s", got, want)
		}
		if len(w.dead) != 2 || w.dead[0].Notice != "n4" || w.dead[1].Position != 9 || w.watch.get("dead") != 2 || w.watch.get("sent") != 10 {
			t.Errorf("%+v, %v", w.dead, w.watch.counts)
		}
	})
}

func TestTheTargetsWishToWaitIsHeeded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		var times []time.Time
		to := &target{}
		to.judge = func(tabard.Notice) error {
			if times = append(times, time.Now()); len(times) == 1 {
				return &tabard.SendError{After: 30 * time.Minute, Err: errors.New("429")}
			}
			return nil
		}
		stop := w.start(t, notify.Sink{Name: "s", Sender: to})
		w.commit(findings(1, 1)...)
		time.Sleep(time.Hour) //nolint:forbidigo // the bubble's time
		stop()
		if len(times) != 2 || times[1].Sub(times[0]) < 30*time.Minute {
			t.Errorf("asked at %v", times)
		}
	})
}

func TestASinkIsToldOnlyWhatItWants(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		to := &target{}
		stop := w.start(t, notify.Sink{Name: "s", Sender: to, Types: []string{"finding"}, Severity: tabard.High})
		for i, data := range []any{
			tabard.Finding{Severity: tabard.Low},
			tabard.Finding{Severity: tabard.High},
			&tabard.Finding{Severity: tabard.Medium},
			map[string]any{"severity": "critical"},
			map[string]any{"severity": "info"},
			map[string]any{"no": "severity"},
		} {
			w.commit(tabard.Notice{ID: fmt.Sprint("n", i), Type: "finding", Data: data})
		}
		w.commit(tabard.Notice{ID: "b", Type: "birth", Data: tabard.Birth{}})
		synctest.Wait()
		stop()
		if got := to.told(); got != "n1 n3 n5" || w.at["s"] != 7 {
			t.Errorf("told %s, at %d", got, w.at["s"])
		}
	})
}

func TestAHoleInTheOutboxIsSaidAndPassed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.kept = 100
		w.at["s"] = 50
		w.commit(findings(101, 102)...)
		to := &target{}
		stop := w.start(t, notify.Sink{Name: "s", Sender: to})
		synctest.Wait()
		stop()
		if to.told() != names(101, 102) {
			t.Errorf("told %s", to.told())
		}
	})
}

func TestPositionsAreKeptInTheStore(t *testing.T) {
	db, err := sqlite.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	table := notify.NewTable(db)
	for _, start := range []int64{5, 9} {
		if at, err := table.Position(t.Context(), "s", start); at != 5 || err != nil {
			t.Errorf("Position = %d, %v, want where it first was", at, err)
		}
	}
	for range 2 { // as after a crash between the two
		if err := table.Advance(t.Context(), "s", 7, []notify.Dead{{Position: 6, Notice: "n", Type: "finding", Reason: "422", At: time.Unix(1, 0)}}); err != nil {
			t.Fatal(err)
		}
	}
	at, err := table.Position(t.Context(), "s", 0)
	dead, err2 := table.DeadCount(t.Context(), "s")
	if at != 7 || dead != 1 || err != nil || err2 != nil {
		t.Errorf("at %d, %d dead, %v, %v", at, dead, err, err2)
	}
	if err := table.Forget(t.Context(), []string{"other"}); err != nil {
		t.Fatal(err)
	}
	if at, err := table.Position(t.Context(), "s", 20); at != 20 || err != nil {
		t.Errorf("a sink that was taken away and put back starts at %d, %v, want from now on", at, err)
	}
}
