package ingest

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// resume learns from the log how far files were read, and opens those that were renamed since.
func (t *Tail) resume(ctx context.Context) error {
	if _, err := filepath.Match(t.Pattern, ""); err != nil {
		return fmt.Errorf("tail %q: %w", t.Pattern, err)
	}
	cursors, err := t.Receiver.log.Cursors(ctx)
	if err != nil {
		return fmt.Errorf("tail %q: %w", t.Pattern, err)
	}
	t.known = map[fileID][]place{}
	folders := map[string]bool{}
	for source, cursor := range cursors {
		p, ok := parsePlace(source, cursor)
		if !ok {
			continue
		}
		if ours, _ := filepath.Match(t.Pattern, p.Path); !ours {
			continue
		}
		t.known[p.ID] = append(t.known[p.ID], p)
		t.born(p)
		folders[filepath.Dir(p.Path)] = true
	}
	now := t.find()
	for folder := range folders {
		if err := t.resumeRenamed(ctx, folder, now); err != nil {
			return fmt.Errorf("tail %q: %w", t.Pattern, err)
		}
	}
	return nil
}

// resumeRenamed opens the files in a folder that were read under another name and have more.
func (t *Tail) resumeRenamed(ctx context.Context, folder string, now map[fileID]found) error {
	for _, other := range list(folder) {
		id := identify(other.info)
		if _, matches := now[id]; matches || len(t.known[id]) == 0 || t.files[id] != nil {
			continue
		}
		if err := t.resumeOne(ctx, other, id); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tail) resumeOne(ctx context.Context, other found, id fileID) error {
	opened, err := os.Open(other.path)
	if err != nil {
		t.gap(ctx, fmt.Sprintf("%s can't be opened: %v", other.path, err))
		return nil
	}
	for _, p := range t.known[id] {
		if same, err := p.here(opened, other.info.Size()); err == nil && same && other.info.Size() > p.At {
			t.files[id] = &file{File: opened, place: p, left: time.Now(), changed: time.Now()}
			return nil
		}
	}
	return opened.Close()
}

// start opens a file at its path: where the log says it was read to, or at its beginning.
func (t *Tail) start(ctx context.Context, path string, id fileID) (*file, error) {
	opened, err := os.Open(path)
	if err != nil {
		t.gap(ctx, fmt.Sprintf("%s can't be opened: %v", path, err))
		return nil, nil //nolint:nilnil // it is tried again at the next look
	}
	info, err := opened.Stat()
	if err != nil || identify(info) != id { // renamed just now; the next look sees it
		return nil, opened.Close()
	}
	f := &file{File: opened, place: place{Path: path, ID: id}, changed: time.Now()}
	var emptied *place
	for _, p := range t.known[id] {
		same, err := p.here(opened, info.Size())
		if err != nil {
			opened.Close() //nolint:errcheck,gosec // the error is told
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		if same {
			f.place, emptied = p, nil
			break
		} else if p.Path == path {
			emptied = &p
		}
	}
	if emptied != nil {
		if err := t.missedCopy(ctx, *emptied); err != nil {
			opened.Close() //nolint:errcheck,gosec // the error is told
			return nil, err
		}
	}
	delete(t.known, id)
	t.files[id] = f
	return f, nil
}

// born remembers how old the oldest file is that was read at a path; what is older was there before Tabard.
func (t *Tail) born(p place) {
	if since, ok := t.since[p.Path]; p.Time != 0 && (!ok || p.Time < since) {
		t.since[p.Path] = p.Time
	}
}

// missed reads the files that came and went at a path while nobody looked: rotated names of it that are not known.
func (t *Tail) missed(ctx context.Context, path string, now map[fileID]found) error {
	since, read := t.since[path]
	if !read {
		return nil
	}
	// One may have been renamed since this look began; it comes before its successor.
	if err := t.resumeRenamed(ctx, filepath.Dir(path), now); err != nil {
		return err
	}
	for _, f := range t.open() {
		if f.place.Path == path && !f.left.IsZero() {
			if err := t.read(ctx, f); err != nil {
				return err
			}
		}
	}
	for _, other := range t.strangers(path) {
		if micros(other.info.ModTime()) <= since {
			continue
		}
		if packed(other.path) {
			if !t.unpackedBefore(other.path, path) {
				t.gap(ctx, other.path+" was rotated and compressed before it was read")
			}
			continue
		}
		from, err := t.origin(other, path)
		if err == nil {
			err = t.readAside(ctx, other, from)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// missedCopy reads on in the copy that was made of a file before it was emptied.
func (t *Tail) missedCopy(ctx context.Context, was place) error {
	t.Logger.InfoContext(ctx, "a file was emptied and is written anew", slog.String("path", was.Path), slog.Int64("read", was.At))
	for _, other := range t.strangers(was.Path) {
		if packed(other.path) {
			continue
		}
		if copied, err := holds(other, was); err != nil || !copied {
			continue
		}
		was.ID = identify(other.info)
		return t.readAside(ctx, other, was)
	}
	return nil
}

// strangers gives the files that have a rotated name of a path and were not read, in the order they were written.
func (t *Tail) strangers(path string) []found {
	var all []found
	for _, other := range list(filepath.Dir(path)) {
		id := identify(other.info)
		if !rotated(filepath.Base(other.path), filepath.Base(path)) || t.files[id] != nil {
			continue
		}
		if ours, _ := filepath.Match(t.Pattern, other.path); ours {
			continue // it is read in its turn
		}
		known := slices.ContainsFunc(t.known[id], func(p place) bool {
			same, err := holds(other, p)
			return err == nil && same
		})
		if !known {
			all = append(all, other)
		}
	}
	slices.SortFunc(all, func(a, b found) int { return a.info.ModTime().Compare(b.info.ModTime()) })
	return all
}

// origin gives the place to begin with in a file that is new: its beginning, or, when it is a copy of one that was read, how
// far that was read.
func (t *Tail) origin(other found, path string) (place, error) {
	id := identify(other.info)
	for _, p := range t.places() {
		if p.Path != path || p.Head == 0 {
			continue
		}
		copied, err := holds(other, p)
		if err != nil {
			return place{}, err
		}
		if copied {
			p.ID = id
			return p, nil
		}
	}
	return place{Path: path, ID: id}, nil
}

// unpackedBefore tells whether a compressed file begins as one that was read at the path before it was compressed.
func (t *Tail) unpackedBefore(packed, path string) bool {
	opened, err := os.Open(packed)
	if err != nil {
		return false
	}
	defer opened.Close() //nolint:errcheck // it was only read
	unpacked, err := gzip.NewReader(opened)
	if err != nil {
		return false
	}
	head := make([]byte, headSize)
	n, err := io.ReadFull(unpacked, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false
	}
	return slices.ContainsFunc(t.places(), func(p place) bool {
		return p.Path == path && p.Head > 0 && p.Head <= n && p.Sum == sumOf(head[:p.Head])
	})
}

// places gives all places that are known.
func (t *Tail) places() []place {
	all := slices.Concat(slices.Collect(maps.Values(t.known))...)
	for _, f := range t.files {
		all = append(all, f.place)
	}
	return all
}

// holds tells whether a file holds what was read at a place, in itself or in a copy.
func holds(other found, p place) (bool, error) {
	opened, err := os.Open(other.path)
	if err != nil {
		return false, err
	}
	defer opened.Close() //nolint:errcheck // it was only read
	return p.here(opened, other.info.Size())
}

// readAside follows a file that does not match the pattern, from a place in it. The place goes to the log even when there is
// nothing to read, so that the file is known.
func (t *Tail) readAside(ctx context.Context, other found, from place) error {
	opened, err := os.Open(other.path)
	if err != nil {
		t.gap(ctx, fmt.Sprintf("%s can't be opened: %v", other.path, err))
		return nil
	}
	f := &file{File: opened, place: from, left: time.Now(), changed: time.Now()}
	if err := t.deliver(ctx, f, nil, f.place); err != nil {
		f.close()
		return err
	}
	t.files[from.ID] = f
	return t.read(ctx, f)
}

// list gives the regular files in a folder.
func list(folder string) []found {
	entries, _ := os.ReadDir(folder)
	var all []found
	for _, entry := range entries {
		path := filepath.Join(folder, entry.Name())
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			all = append(all, found{path, info})
		}
	}
	return all
}
