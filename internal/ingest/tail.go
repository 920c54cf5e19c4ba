package ingest

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// TailConfig says what to tail. Numbers that are 0 stand for their defaults.
type TailConfig struct {
	Receiver *Receiver
	Pattern  string // a glob of files that hold one record a line
	Family   string // "" to tell it from each record
	System   string
	Every    time.Duration // between looks; 100 ms
	Grace    time.Duration // how long a file that was renamed or deleted may rest before it is let go; 30 s
	Logger   *slog.Logger
}

// Tail follows files as they grow. It knows a file by its inode and its first bytes, not by its name: a renamed file is read
// to its end before its successor, one that was emptied is read from its start, and one that was rotated while nobody looked
// is searched for among the names that rotating gives. What was read is kept as the cursor of the batch that holds it, so
// that after a crash nothing is read twice or left out. A line without an end waits for it.
//
// Compressed files are not read; one that holds unread records is told as a gap.
type Tail struct {
	TailConfig
	files  map[fileID]*file
	known  map[fileID][]place // from the log: places of files that are not open now
	since  map[string]int64   // by path: how old the oldest file is that was read there, Unix µs
	buffer []byte

	mu     sync.Mutex
	status TailStatus
	looked chan struct{} // closed at the end of a look
}

// TailStatus tells how a tail is doing.
type TailStatus struct {
	Files  int
	Behind int64     // bytes that are written and not read
	Last   time.Time // when something was read last; zero for never
	Gaps   []string  // records that cannot be read, at most the newest 20
	Err    error     // why it can't go on now
}

// NewTail makes a tail; Run starts it.
func NewTail(c TailConfig) *Tail {
	c.Every = cmp.Or(c.Every, 100*time.Millisecond)
	c.Grace = cmp.Or(c.Grace, 30*time.Second)
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return &Tail{TailConfig: c, files: map[fileID]*file{}, since: map[string]int64{}, buffer: make([]byte, readSize), looked: make(chan struct{})}
}

// Status tells how the tail is doing.
func (t *Tail) Status() TailStatus {
	t.mu.Lock()
	defer t.mu.Unlock()
	status := t.status
	status.Gaps = slices.Clone(status.Gaps)
	return status
}

// Run follows the files until the context ends. It returns an error only when it cannot begin.
func (t *Tail) Run(ctx context.Context) error {
	if err := t.resume(ctx); err != nil {
		return err
	}
	defer func() {
		for _, f := range t.files {
			f.close()
		}
	}()
	every := time.NewTicker(t.Every)
	defer every.Stop()
	for {
		t.look(ctx)
		select {
		case <-every.C:
		case <-ctx.Done():
			return nil
		}
	}
}

// look reads what is new, once.
func (t *Tail) look(ctx context.Context) {
	found := t.find()
	t.report(ctx, errors.Join(t.follow(ctx, found), t.welcome(ctx, found)))
	t.mu.Lock()
	defer t.mu.Unlock()
	close(t.looked)
	t.looked = make(chan struct{})
}

// Pass waits until what was written before the call is on the log, or the context ends. It waits for two whole looks: the
// first gives whoever writes the files the time to do so.
func (t *Tail) Pass(ctx context.Context) {
	for range 3 { // the look that may be under way does not count
		t.mu.Lock()
		looked := t.looked
		t.mu.Unlock()
		select {
		case <-looked:
		case <-ctx.Done():
			return
		}
	}
}

// found is a file that matches the pattern now.
type found struct {
	path string
	info os.FileInfo
}

func (t *Tail) find() map[fileID]found {
	all := map[fileID]found{}
	paths, _ := filepath.Glob(t.Pattern)
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			all[identify(info)] = found{path, info}
		}
	}
	return all
}

// follow reads the files that are open, those that left their path first, and lets go of those that ended.
func (t *Tail) follow(ctx context.Context, now map[fileID]found) error {
	for _, f := range t.open() {
		if _, ok := now[f.place.ID]; ok {
			f.left = time.Time{}
		} else if f.left.IsZero() {
			f.left = time.Now()
		}
	}
	var errs []error // of one file or all: the others are tried
	for _, f := range t.open() {
		if err := t.read(ctx, f); err != nil {
			errs = append(errs, err)
			continue
		}
		if f.left.IsZero() || !f.drained || time.Since(f.left) < t.Grace || time.Since(f.changed) < t.Grace {
			continue
		}
		if err := t.readRest(ctx, f); err != nil {
			errs = append(errs, err)
			continue
		}
		f.close()
		delete(t.files, f.place.ID)
		t.known[f.place.ID] = []place{f.place}
	}
	return errors.Join(errs...)
}

// waits tells whether the file that was at a path before has whole lines that are not read.
func (t *Tail) waits(path string) bool {
	for _, f := range t.files {
		if f.place.Path == path && !f.drained {
			return true
		}
	}
	return false
}

// open gives the open files: those that left their path first, then in the order they were last written.
func (t *Tail) open() []*file {
	return slices.SortedFunc(maps.Values(t.files), func(a, b *file) int {
		if a.left.IsZero() != b.left.IsZero() {
			return map[bool]int{true: 1, false: -1}[a.left.IsZero()]
		}
		return cmp.Or(cmp.Compare(a.place.Time, b.place.Time), cmp.Compare(a.place.Path, b.place.Path))
	})
}

// welcome opens the files that are new at their path.
func (t *Tail) welcome(ctx context.Context, now map[fileID]found) error {
	ids := slices.SortedFunc(maps.Keys(now), func(a, b fileID) int {
		return cmp.Or(now[a].info.ModTime().Compare(now[b].info.ModTime()), cmp.Compare(now[a].path, now[b].path))
	})
	var errs []error
	for _, id := range ids {
		if t.files[id] != nil || t.waits(now[id].path) {
			continue
		}
		if len(t.known[id]) == 0 {
			if err := t.missed(ctx, now[id].path, now); err != nil {
				errs = append(errs, err)
				continue
			}
		}
		f, err := t.start(ctx, now[id].path, id)
		if err == nil && f != nil {
			err = t.read(ctx, f)
		}
		if err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func (t *Tail) report(ctx context.Context, err error) {
	behind := int64(0)
	for _, f := range t.files {
		behind += max(0, f.size-f.place.At)
	}
	t.mu.Lock()
	was := t.status.Err
	t.status.Files, t.status.Behind, t.status.Err = len(t.files), behind, err
	t.mu.Unlock()
	if err != nil && was == nil && ctx.Err() == nil {
		t.Logger.WarnContext(ctx, "a tail can't go on; it tries again", slog.String("pattern", t.Pattern), slog.Any("error", err))
	} else if err == nil && was != nil {
		t.Logger.InfoContext(ctx, "a tail goes on", slog.String("pattern", t.Pattern))
	}
}

// gap tells that records cannot be read.
func (t *Tail) gap(ctx context.Context, what string) {
	t.Logger.WarnContext(ctx, "records can't be read", slog.String("pattern", t.Pattern), slog.String("gap", what))
	t.mu.Lock()
	defer t.mu.Unlock()
	if !slices.Contains(t.status.Gaps, what) {
		t.status.Gaps = append(t.status.Gaps, what)
	}
	if extra := len(t.status.Gaps) - 20; extra > 0 {
		t.status.Gaps = slices.Delete(t.status.Gaps, 0, extra)
	}
}
