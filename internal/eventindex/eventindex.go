// Package eventindex lists what happened. It takes what was judged, off the way of judging and behind it, or reads the log where
// it is far behind, and keeps one compact row an event in SQLite files, one for each day that records were received on; the record itself stays on the log.
//
// It holds nothing that the log does not: a file that is lost or damaged is made again from the log as far as that reaches.
// What an event's row says never changes later.
package eventindex

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/normalize"

	"modernc.org/sqlite" // also registers the driver
	lib "modernc.org/sqlite/lib"
)

// Decoder reads one record into the item, for one goroutine.
type Decoder interface {
	Decode(family string, record []byte, received time.Time, item *normalize.Item) error
}

// Settings is what an index needs.
type Settings struct {
	Folder  string // of its own
	Log     bus.Log
	Decoder Decoder
	// Judged gives the last batch whose results are in the lists, and News a channel that is closed when that moves. The index
	// keeps behind it, so that the identities that events name are there.
	Judged func() uint64
	News   func() <-chan struct{}
	// Incarnation tells which incarnation of a key is the newest; 1 where nobody knows the key.
	Incarnation func(ctx context.Context, key tabard.Key) (int, error)
	Logger      *slog.Logger
}

// Index is an open index. Its methods are safe for concurrent use.
type Index struct {
	Settings
	position atomic.Uint64 // the last batch that is indexed

	mu   sync.RWMutex
	days map[string]*day // by date

	handed handed // by judging, and not indexed yet

	// For the one goroutine that indexes.
	identities map[tabard.Key]string // a cache
	item       normalize.Item
}

// Open opens the index of a folder. A file that cannot be read is dropped, and said to be.
func Open(ctx context.Context, s Settings) (*Index, error) {
	if err := os.MkdirAll(s.Folder, 0o700); err != nil {
		return nil, fmt.Errorf("event index: %w", err)
	}
	x := &Index{Settings: s, days: map[string]*day{}, identities: map[tabard.Key]string{}}
	names, err := filepath.Glob(filepath.Join(s.Folder, "*.db"))
	if err != nil {
		return nil, fmt.Errorf("event index: %w", err)
	}
	for _, path := range names {
		date := strings.TrimSuffix(filepath.Base(path), ".db")
		if _, err := time.Parse(time.DateOnly, date); err != nil {
			continue // not ours
		}
		d, err := openDay(ctx, path)
		if err != nil {
			s.Logger.LogAttrs(ctx, slog.LevelError, "the events of a day are listed no more, as far as the log does not have them still", slog.String("day", date), slog.String("error", err.Error()))
			if err := removeDay(path); err != nil {
				return nil, fmt.Errorf("event index: %w", err)
			}
			continue
		}
		x.days[date] = d
	}
	x.position.Store(x.reaches())
	return x, nil
}

// reaches gives the last batch up to which no day is missing.
func (x *Index) reaches() uint64 {
	at := uint64(0)
	if first, _ := x.Log.Bounds(); first > 0 {
		at = first - 1
	}
	days := slices.SortedFunc(maps.Values(x.days), func(a, b *day) int { return cmp.Compare(a.first, b.first) })
	for _, d := range days {
		if d.first == 0 || d.first > at+1 {
			continue // new, or behind a gap
		}
		at = max(at, d.indexed())
	}
	return at
}

// Verify looks for damage in the structure of all files. What it finds is made again from the log.
func (x *Index) Verify(ctx context.Context) error {
	var all error
	for _, d := range x.newest() {
		all = errors.Join(all, x.sound(ctx, d, d.check(ctx)))
	}
	return all
}

// sound has a day made again when an error says that its file is damaged.
func (x *Index) sound(ctx context.Context, d *day, err error) error {
	var from *sqlite.Error
	if errors.As(err, &from) && (from.Code()&0xff == lib.SQLITE_CORRUPT || from.Code()&0xff == lib.SQLITE_NOTADB) {
		err = fmt.Errorf("%w: %w", errDamaged, err)
	}
	if errors.Is(err, errDamaged) && !d.bad.Swap(true) {
		x.Logger.LogAttrs(ctx, slog.LevelError, "a day of events is damaged", slog.String("file", filepath.Base(d.path)), slog.String("error", err.Error()))
	}
	return err
}

// mend drops damaged days and goes back to where they began. Only the goroutine that indexes calls it.
func (x *Index) mend() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	var all error
	for date, d := range x.days {
		if d.bad.Load() {
			delete(x.days, date)
			all = errors.Join(all, d.close(), removeDay(d.path))
			x.position.Store(min(x.position.Load(), max(d.first, 1)-1))
		}
	}
	return all
}

// Position gives the last batch whose events are listed.
func (x *Index) Position() uint64 { return x.position.Load() }

// Close closes the files.
func (x *Index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	var all error
	for _, d := range x.days {
		all = errors.Join(all, d.close())
	}
	clear(x.days)
	return all
}

// Drop drops the days whose records are all gone from the log: those that end before a batch.
func (x *Index) Drop(before uint64) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	var all error
	for date, d := range x.days {
		if last := d.indexed(); last < before && last < x.position.Load() {
			delete(x.days, date)
			all = errors.Join(all, d.close(), removeDay(d.path))
		}
	}
	return all
}

// day gives the file of a date, making it if need be.
func (x *Index) day(ctx context.Context, date string) (*day, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if d, ok := x.days[date]; ok {
		return d, nil
	}
	d, err := openDay(ctx, filepath.Join(x.Folder, date+".db"))
	if err != nil {
		return nil, err
	}
	x.days[date] = d
	return d, nil
}

// newest gives the files, the newest first.
func (x *Index) newest() []*day {
	x.mu.RLock()
	defer x.mu.RUnlock()
	var all []*day
	for _, date := range slices.Backward(slices.Sorted(maps.Keys(x.days))) {
		all = append(all, x.days[date])
	}
	return all
}
