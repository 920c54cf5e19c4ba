package eventindex_test

import (
	"context"
	"database/sql"
	"encoding/json/v2"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
	logdb "tabard.dev/tabard/internal/bus/sqlite"
	"tabard.dev/tabard/internal/eventindex"
	"tabard.dev/tabard/internal/normalize"
	"tabard.dev/tabard/internal/store"
)

// record is a record of the test's own family.
type record struct {
	ID, Who, Behind, Do, From, System string
	At                                time.Time
	Born                              string // an identity that the event makes
}

// decoder reads them.
type decoder struct{}

func (decoder) Decode(family string, raw []byte, _ time.Time, item *normalize.Item) error {
	var r record
	if err := json.Unmarshal(raw, &r); err != nil {
		return err
	}
	item.Event = tabard.Event{
		Event: r.ID, Time: r.At, Family: family, System: r.System, Realm: "realm", Action: r.Do, Outcome: tabard.OutcomeSuccess,
		Source: r.From, UserAgent: "agent/1", Record: raw, Targets: []tabard.Target{{Type: "t", ID: "target of " + r.ID}},
	}
	if r.Who != "" {
		item.Event.Actor.Key = tabard.Key{Realm: "realm", ID: r.Who}
	}
	if r.Behind != "" {
		item.Event.Via = []tabard.Actor{{Realm: "realm", ID: r.Behind}}
	}
	if r.Born != "" {
		item.Event.Changes = []tabard.Change{{Verb: tabard.Created, Object: tabard.ObjectIdentity, Identity: tabard.Actor{Key: tabard.Key{Realm: "realm", ID: r.Born}}}}
	}
	return nil
}

// world is a log with an index behind it.
type world struct {
	t            *testing.T
	log          *logdb.Log
	folder       string
	judged       atomic.Uint64
	incarnations map[string]int
}

func newWorld(t *testing.T) *world {
	t.Helper()
	log, err := logdb.Open(t.Context(), logdb.Options{Path: filepath.Join(t.TempDir(), "log.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = log.Close() })
	return &world{t: t, log: log, folder: filepath.Join(t.TempDir(), "events"), incarnations: map[string]int{}}
}

// append puts records on the log in one batch, and has them judged.
func (w *world) append(records ...record) {
	w.t.Helper()
	b := &bus.Batch{Kind: bus.Records, Family: "test.audit", IDs: make([][16]byte, len(records))}
	for _, r := range records {
		text, err := json.Marshal(r)
		if err != nil {
			w.t.Fatal(err)
		}
		b.Records = append(b.Records, text)
	}
	if err := w.log.Append(w.t.Context(), b); err != nil {
		w.t.Fatal(err)
	}
	w.judged.Store(b.Seq)
}

// open opens the index and runs it until it has what is judged.
func (w *world) open() *eventindex.Index {
	w.t.Helper()
	x, err := eventindex.Open(w.t.Context(), eventindex.Settings{
		Folder: w.folder, Log: w.log, Decoder: decoder{}, Judged: w.judged.Load, Logger: slog.New(slog.DiscardHandler),
		News: func() <-chan struct{} {
			tick := make(chan struct{})
			time.AfterFunc(5*time.Millisecond, func() { close(tick) })
			return tick
		},
		Incarnation: func(_ context.Context, key tabard.Key) (int, error) { return max(1, w.incarnations[key.ID]), nil },
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.run(x)
	w.t.Cleanup(func() { _ = x.Close() })
	return x
}

// run runs an index until it has what is judged.
func (w *world) run(x *eventindex.Index) {
	w.t.Helper()
	ctx, cancel := context.WithCancel(w.t.Context())
	done := make(chan struct{})
	go func() { x.Run(ctx); close(done) }()
	for range 2000 {
		if x.Position() >= w.judged.Load() {
			break
		}
		<-time.After(5 * time.Millisecond)
	}
	cancel()
	<-done
	if x.Position() < w.judged.Load() {
		w.t.Fatalf("indexed up to %d of %d", x.Position(), w.judged.Load())
	}
}

// ids gives the ids of a whole list, page by page.
func ids(t *testing.T, x *eventindex.Index, q store.Query) string {
	t.Helper()
	var all []string
	for {
		p, err := x.Events(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range p.Items {
			all = append(all, e.ID)
		}
		if q.Cursor = p.Next; q.Cursor == "" {
			return strings.Join(all, " ")
		}
	}
}

var start = time.Date(2026, 11, 1, 10, 0, 0, 0, time.UTC)

func at(minute int) time.Time { return start.Add(time.Duration(minute) * time.Minute) }

func TestEventsAreListedByTimeAndByWhatOneAsksFor(t *testing.T) {
	w := newWorld(t)
	w.append(
		record{ID: "a", Who: "ada", Do: "iam:CreateKey", From: "192.0.2.1", System: "prod", At: at(3)},
		record{ID: "b", Who: "bob", Do: "iam:DeleteKey", From: "192.0.2.2", System: "prod", At: at(1)},
	)
	w.append(record{ID: "c", Who: "ada", Behind: "bob", Do: "s3:GetObject", From: "192.0.2.1", System: "lab", At: at(2)}, record{Who: "ada", Do: "x", At: at(4)})
	x := w.open()
	ada := tabard.IdentityID(tabard.Key{Realm: "realm", ID: "ada"}, 1)
	for name, test := range map[string]struct {
		q    store.Query
		want string
	}{
		"all, newest first": {store.Query{}, "2-1 a c b"},
		"oldest first":      {store.Query{Sort: "time"}, "b c a 2-1"},
		"one by one":        {store.Query{Limit: 1}, "2-1 a c b"},
		"two by two":        {store.Query{Limit: 2, Sort: "time"}, "b c a 2-1"},
		"system":            {store.Query{Filters: map[string]string{"system": "prod"}}, "a b"},
		"identity":          {store.Query{Filters: map[string]string{"identity": ada}}, "2-1 a c"},
		"action":            {store.Query{Filters: map[string]string{"action": "iam:CreateKey"}}, "a"},
		"actions":           {store.Query{Filters: map[string]string{"action": "iam:*"}}, "a b"},
		"no wildcard":       {store.Query{Filters: map[string]string{"action": "iam:%"}}, ""},
		"source":            {store.Query{Filters: map[string]string{"source": "192.0.2.1", "system": "lab"}}, "c"},
		"span":              {store.Query{Filters: map[string]string{"since": at(2).Format(time.RFC3339), "until": at(4).Format(time.RFC3339)}}, "a c"},
		"family":            {store.Query{Filters: map[string]string{"family": "test.audit", "outcome": "success"}, Limit: 3}, "2-1 a c b"},
		"nobody":            {store.Query{Filters: map[string]string{"identity": "nobody"}}, ""},
	} {
		if got := ids(t, x, test.q); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
	e, err := x.Event(t.Context(), "c")
	if err != nil || e.Actor.Identity != ada || len(e.Actor.Via) != 1 || e.Targets[0].ID != "target of c" || e.LogSeq != 2 || e.Index != 0 || e.Outcome != tabard.OutcomeSuccess {
		t.Errorf("%+v, %v", e, err)
	}
	for _, id := range []string{"a", "1-0"} {
		raw, err := x.Record(t.Context(), id)
		if err != nil || !strings.Contains(string(raw), `"ID":"a"`) {
			t.Errorf("record %s: %s, %v", id, raw, err)
		}
	}
	for _, id := range []string{"nope", "9-9", "-", "1-", "-1", "1-0-0", "99999999999999999999-1"} {
		if _, err := x.Event(t.Context(), id); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("event %q: %v", id, err)
		}
	}
	for _, q := range []store.Query{{Sort: "action"}, {Filters: map[string]string{"colour": "red"}}, {Filters: map[string]string{"since": "yesterday"}}, {Cursor: "x"}, {Cursor: "MS4y"}} {
		var bad *store.BadQueryError
		if _, err := x.Events(t.Context(), q); !errors.As(err, &bad) {
			t.Errorf("%+v: %v", q, err)
		}
	}
}

func TestARestartGoesOnAndALostFileIsMadeAgain(t *testing.T) {
	w := newWorld(t)
	for i := range 30 {
		w.append(record{ID: fmt.Sprintf("e%02d", i), Who: "ada", Do: "x", At: at(i)})
	}
	x := w.open()
	whole := ids(t, x, store.Query{Sort: "time"})
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	w.append(record{ID: "later", Who: "ada", Do: "x", At: at(99)})
	x = w.open()
	if got := ids(t, x, store.Query{Sort: "time"}); got != whole+" later" {
		t.Errorf("%s", got)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(w.folder, "*.db"))
	for name, harm := range map[string]func(string) error{
		"removed": os.Remove,
		"garbled": func(path string) error { return os.WriteFile(path, []byte(strings.Repeat("garbage ", 4096)), 0o600) },
		"emptied": func(path string) error { return os.WriteFile(path, nil, 0o600) },
	} {
		for _, path := range files {
			_ = os.Remove(path + "-wal")
			_ = os.Remove(path + "-shm")
			if err := harm(path); err != nil {
				t.Fatal(err)
			}
		}
		x = w.open()
		if got := ids(t, x, store.Query{Sort: "time"}); got != whole+" later" {
			t.Errorf("%s: %s", name, got)
		}
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestFlippedBitsAreMadeGood flips one bit after another in a day's file: the list is as it was, or says that it is damaged and is
// made again.
func TestFlippedBitsAreMadeGood(t *testing.T) {
	w := newWorld(t)
	for i := range 30 {
		w.append(record{ID: fmt.Sprintf("e%02d", i), Who: fmt.Sprint("who", i%3), Do: fmt.Sprint("do:", i%7), From: "192.0.2.1", System: "prod", At: at(i)})
	}
	x := w.open()
	whole := listed(t, x)
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(w.folder, "*.db"))
	content, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(8, 8))
	told := 0
	for range 60 {
		bit := random.IntN(8 * len(content))
		content[bit/8] ^= 1 << (bit % 8)
		if err := os.WriteFile(files[0], content, 0o600); err != nil {
			t.Fatal(err)
		}
		content[bit/8] ^= 1 << (bit % 8)
		x := w.open()
		got, err := x.Events(t.Context(), store.Query{Limit: 1000})
		checked := x.Verify(t.Context())
		if text := fmt.Sprint(got.Items); err == nil && checked == nil && text != whole {
			t.Errorf("bit %d of byte %d: the list is\n%s\nand nothing says so", bit%8, bit/8, text)
		}
		if err != nil || checked != nil {
			told++
			var again string
			for range 100 { // it is made again when the index next looks
				ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
				x.Run(ctx)
				cancel()
				got, err := x.Events(t.Context(), store.Query{Limit: 1000})
				if again = fmt.Sprint(got.Items, err); err == nil && x.Position() == w.judged.Load() {
					again = fmt.Sprint(got.Items)
					break
				}
			}
			if again != whole {
				t.Errorf("bit %d of byte %d: %v, %v: the list that was made again is\n%s", bit%8, bit/8, err, checked, again)
			}
		}
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("60 bits flipped, damage told %d times", told)
}

// listed gives the whole list as text.
func listed(t *testing.T, x *eventindex.Index) string {
	t.Helper()
	page, err := x.Events(t.Context(), store.Query{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(page.Items)
}

func TestADayInTheMiddleIsMadeAgain(t *testing.T) {
	w := newWorld(t)
	for i := range 5 {
		w.append(record{ID: fmt.Sprint("e", i), Who: "ada", Do: "x", At: at(i)})
	}
	x := w.open()
	whole := ids(t, x, store.Query{Sort: "time"})
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	// As after a crash between two days: what is there begins behind batch 1.
	files, _ := filepath.Glob(filepath.Join(w.folder, "*.db"))
	raw, err := sql.Open("sqlite", "file:"+files[0])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := raw.ExecContext(t.Context(), `DELETE FROM events WHERE seq < 3; UPDATE state SET first = 3`); err != nil {
		t.Fatal(err)
	}
	if err := raw.Close(); err != nil {
		t.Fatal(err)
	}
	if got := ids(t, w.open(), store.Query{Sort: "time"}); got != whole {
		t.Errorf("%s, want %s", got, whole)
	}
}

func TestAnIdentityMadeAnewIsAnother(t *testing.T) {
	w := newWorld(t)
	w.append(record{ID: "a", Who: "ada", Do: "x", At: at(1)})
	x := w.open()
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	w.incarnations["ada"] = 2
	w.append(record{ID: "made", Who: "root", Do: "create", Born: "ada", At: at(2)}, record{ID: "b", Who: "ada", Do: "x", At: at(3)})
	x = w.open()
	second := tabard.IdentityID(tabard.Key{Realm: "realm", ID: "ada"}, 2)
	if got := ids(t, x, store.Query{Filters: map[string]string{"identity": second}}); got != "b" {
		t.Errorf("%q", got)
	}
}

func TestDaysGoWithTheirRecords(t *testing.T) {
	w := newWorld(t)
	w.append(record{ID: "a", Who: "ada", Do: "x", At: at(1)})
	x := w.open()
	if err := x.Drop(w.judged.Load() + 1); err != nil || ids(t, x, store.Query{}) != "a" {
		t.Errorf("the day that is written to was dropped: %v", err)
	}
	if err := w.log.Prune(t.Context(), 99); err != nil {
		t.Fatal(err)
	}
	if files, _ := filepath.Glob(filepath.Join(w.folder, "*.db")); len(files) != 1 {
		t.Errorf("%v", files)
	}
}

func BenchmarkIndexing(b *testing.B) {
	folder := b.TempDir()
	log, err := logdb.Open(b.Context(), logdb.Options{Path: filepath.Join(folder, "log.db")})
	if err != nil {
		b.Fatal(err)
	}
	defer log.Close() //nolint:errcheck // a benchmark
	batch := &bus.Batch{Kind: bus.Records, Family: "test.audit", IDs: make([][16]byte, 1000)}
	for i := range 1000 {
		text, _ := json.Marshal(record{ID: fmt.Sprintf("id-%d", i), Who: fmt.Sprint("user", i%50), Do: fmt.Sprint("action", i%20), From: fmt.Sprint("192.0.2.", i%200), At: at(i)})
		batch.Records = append(batch.Records, text)
	}
	var judged atomic.Uint64
	for range 30 {
		one := *batch
		if err := log.Append(b.Context(), &one); err != nil {
			b.Fatal(err)
		}
		judged.Store(one.Seq)
	}
	for b.Loop() {
		x, err := eventindex.Open(b.Context(), eventindex.Settings{
			Folder: b.TempDir(), Log: log, Decoder: decoder{}, Judged: judged.Load, Logger: slog.New(slog.DiscardHandler), News: func() <-chan struct{} { return nil },
			Incarnation: func(context.Context, tabard.Key) (int, error) { return 1, nil },
		})
		if err != nil {
			b.Fatal(err)
		}
		ctx, cancel := context.WithCancel(b.Context())
		done := make(chan struct{})
		go func() { x.Run(ctx); close(done) }()
		for x.Position() < judged.Load() {
			<-time.After(time.Millisecond)
		}
		cancel()
		<-done
		_ = x.Close()
	}
	b.ReportMetric(30_000*float64(b.N)/b.Elapsed().Seconds(), "events/s")
}

func TestWhatAnIdentityDidIsCountedByHourOfTheWeekAndByAction(t *testing.T) {
	w := newWorld(t)
	week := 7 * 24 * 60
	w.append(
		record{ID: "a", Who: "ada", Do: "read", At: at(0)}, record{ID: "b", Who: "ada", Do: "read", At: at(week)},
		record{ID: "c", Who: "ada", Do: "write", At: at(61)}, record{ID: "d", Who: "bob", Do: "read", At: at(0)},
	)
	x := w.open()
	ada := tabard.IdentityID(tabard.Key{Realm: "realm", ID: "ada"}, 1)
	a, err := x.Activity(t.Context(), ada, time.Time{}, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	sunday := 6*24 + 10 // the first of November 2026, at ten
	if a.Events != 3 || a.Capped || a.Hours[sunday] != 2 || a.Hours[sunday+1] != 1 || !a.First.Equal(at(0)) || !a.Last.Equal(at(week)) {
		t.Errorf("%+v", a)
	}
	if len(a.Actions) != 2 || a.Actions[0].Action != "read" || a.Actions[0].Count != 2 || !a.Actions[0].Last.Equal(at(week)) {
		t.Errorf("%+v", a.Actions)
	}
	if a, err = x.Activity(t.Context(), ada, at(1), at(week)); err != nil || a.Events != 1 || a.Actions[0].Action != "write" {
		t.Errorf("%+v, %v of the span", a, err)
	}
	if a, err = x.Activity(t.Context(), "nobody", time.Time{}, time.Time{}); err != nil || a.Events != 0 || len(a.Hours) != store.HoursOfWeek {
		t.Errorf("%+v, %v of nobody", a, err)
	}
}
