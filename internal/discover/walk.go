package discover

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// result is what came of one path of the walk, in its turn.
type result struct {
	items    []Item
	problems []Problem
	files    int // files looked into
	opened   int // files and folders that could be read
	tooLarge int
}

// walk goes through the paths in order and reads files on several workers. Results keep the order of the walk: each file
// takes a place in a bounded queue before a worker reads it.
type walk struct {
	o      Options
	prints *fingerprints
	queue  chan chan result
	work   chan func()
	roots  []*os.Root // folders that are being walked; closed at the end
	// Written by the walking goroutine alone, and read after it ended.
	skipped map[string]int
	outside int
}

func newWalk(o Options) *walk {
	return &walk{
		o: o, prints: &fingerprints{}, skipped: map[string]int{},
		queue: make(chan chan result, 4*o.Workers), work: make(chan func()),
	}
}

// run walks and hands each result to take, in order, on the calling goroutine.
func (w *walk) run(ctx context.Context, take func(result) error) error {
	ctx, cancel := context.WithCancel(ctx)
	var all sync.WaitGroup
	for range w.o.Workers {
		all.Go(func() {
			for job := range w.work {
				job()
			}
		})
	}
	all.Go(func() {
		defer close(w.queue)
		defer close(w.work)
		for _, name := range w.o.Paths {
			w.path(ctx, name)
		}
	})
	var err error
	for turn := range w.queue {
		if r := <-turn; err == nil {
			err = errors.Join(ctx.Err(), take(r))
		}
		if err != nil {
			cancel() // the walk stops; what is in the queue is drained
		}
	}
	all.Wait()
	if err == nil {
		err = ctx.Err()
	}
	cancel()
	for _, root := range w.roots {
		err = errors.Join(err, root.Close())
	}
	return err
}

// say puts a result into the queue that needs no work.
func (w *walk) say(ctx context.Context, r result) {
	turn := make(chan result, 1)
	turn <- r
	select {
	case w.queue <- turn:
	case <-ctx.Done():
	}
}

// do puts work into the queue.
func (w *walk) do(ctx context.Context, job func() result) {
	turn := make(chan result, 1)
	select {
	case w.queue <- turn:
	case <-ctx.Done():
		return
	}
	select {
	case w.work <- func() { turn <- job() }:
	case <-ctx.Done():
		turn <- result{}
	}
}

func (w *walk) failed(ctx context.Context, name string, err error) {
	w.say(ctx, result{problems: []Problem{{File: name, Line: 1, Why: plainFault(err)}}})
}

// plainFault gives the cause without the path, which the problem names already.
func plainFault(err error) string {
	if fault, ok := errors.AsType[*fs.PathError](err); ok {
		return fault.Err.Error()
	}
	return err.Error()
}

// path looks at one of the named paths. A named file is read whatever its name is; of a folder only what may hold something.
func (w *walk) path(ctx context.Context, name string) {
	if name == "-" {
		w.do(ctx, func() result { return w.stdin() })
		return
	}
	info, err := os.Stat(name)
	if err != nil {
		w.failed(ctx, name, err)
		return
	}
	dir, base := name, "."
	if !info.IsDir() {
		dir, base = filepath.Dir(name), filepath.Base(name)
		// Whoever names a link means where it leads.
		if real, err := filepath.EvalSymlinks(name); err == nil {
			dir, base = filepath.Dir(real), filepath.Base(real)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		w.failed(ctx, name, err)
		return
	}
	if !info.IsDir() {
		w.do(ctx, func() result {
			defer root.Close() //nolint:errcheck // nothing was written
			return w.read(root, base, name, true)
		})
		return
	}
	w.roots = append(w.roots, root)
	w.folder(ctx, root, ".", name)
}

// folder walks through a folder. rel is its path below the root, shown what is reported.
func (w *walk) folder(ctx context.Context, root *os.Root, rel, shown string) {
	entries, err := fs.ReadDir(root.FS(), rel)
	if err != nil {
		w.failed(ctx, shown, err)
		if len(entries) == 0 {
			return
		}
	}
	w.say(ctx, result{opened: 1})
	for _, entry := range entries {
		if ctx.Err() != nil {
			return
		}
		below, name, kind := path.Join(rel, entry.Name()), filepath.Join(shown, entry.Name()), entry.Type()
		if kind&fs.ModeSymlink != 0 {
			if below = w.link(root, below, name); below == "" {
				continue
			}
			kind = 0
		}
		switch {
		case kind.IsDir():
			if by, skip := w.skips(name); skip {
				w.skipped[by]++
				w.gitConfig(ctx, root, below, name)
				continue
			}
			w.folder(ctx, root, below, name)
		case kind.IsRegular() && mayHold(name):
			w.do(ctx, func() result { return w.read(root, below, name, false) })
		}
	}
}

// link gives the path below the root of the regular file that a symbolic link leads to, or "" when the link is not to be
// followed: because it leads outside, or to a file that is found by itself. Links to folders are never followed, so that
// there is no way in circles and nothing is told twice.
func (w *walk) link(root *os.Root, rel, shown string) string {
	target, err := filepath.EvalSymlinks(shown)
	if err != nil {
		return "" // leads nowhere, or in a circle
	}
	top, err := filepath.EvalSymlinks(strings.TrimSuffix(shown, filepath.FromSlash(rel)))
	if err != nil {
		return ""
	}
	inside, err := filepath.Rel(top, target)
	if err != nil || !filepath.IsLocal(inside) {
		w.outside++
		return ""
	}
	info, err := root.Lstat(inside)
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	_, skipped := w.skipsAny(inside)
	if mayHold(target) && !skipped && (knownName(target) || !knownName(shown)) {
		return ""
	}
	return filepath.ToSlash(inside)
}

// gitConfig looks into the one file of a skipped folder that often holds a token: the address of a remote.
func (w *walk) gitConfig(ctx context.Context, root *os.Root, rel, shown string) {
	if path.Base(rel) != ".git" {
		return
	}
	if info, err := root.Lstat(path.Join(rel, "config")); err == nil && info.Mode().IsRegular() {
		w.do(ctx, func() result { return w.read(root, path.Join(rel, "config"), filepath.Join(shown, "config"), false) })
	}
}

// skips says whether a folder is not to be entered, and by which entry of the options.
func (w *walk) skips(name string) (string, bool) {
	base := filepath.Base(name)
	i := slices.IndexFunc(w.o.Skip, func(skip string) bool {
		if filepath.IsAbs(skip) {
			whole, err := filepath.Abs(name)
			return err == nil && whole == skip
		}
		return skip == base || strings.Contains(skip, "/") && pathEnds(filepath.ToSlash(name), skip)
	})
	if i < 0 {
		return "", false
	}
	return w.o.Skip[i], true
}

func (w *walk) skipsAny(name string) (string, bool) {
	for dir := filepath.Dir(name); dir != filepath.Dir(dir); dir = filepath.Dir(dir) { // ends at "." or "/"
		if by, skip := w.skips(dir); skip {
			return by, true
		}
	}
	return "", false
}

// read reads one file and looks into it.
func (w *walk) read(root *os.Root, rel, shown string, named bool) result {
	info, err := root.Stat(rel)
	if err != nil {
		return result{problems: []Problem{{shown, 1, plainFault(err)}}}
	}
	if !info.Mode().IsRegular() {
		return result{problems: []Problem{{shown, 1, "not a regular file"}}}
	}
	if info.Size() > w.o.MaxSize {
		if named || knownName(shown) {
			return result{opened: 1, problems: []Problem{{shown, 1, "larger than the limit, not read; see --max-size"}}}
		}
		return result{opened: 1, tooLarge: 1}
	}
	in, err := root.Open(rel)
	if err != nil {
		return result{problems: []Problem{{shown, 1, plainFault(err)}}}
	}
	defer in.Close() //nolint:errcheck // nothing was written
	text, err := io.ReadAll(io.LimitReader(in, w.o.MaxSize+1))
	if err != nil {
		return result{problems: []Problem{{shown, 1, plainFault(err)}}}
	}
	f := newFile(shown, text, info, w.prints)
	f.look(named)
	return result{items: f.items, problems: f.problems, files: 1, opened: 1}
}

func (w *walk) stdin() result {
	if w.o.Stdin == nil {
		return result{problems: []Problem{{"-", 1, "no standard input"}}}
	}
	text, err := io.ReadAll(io.LimitReader(w.o.Stdin, w.o.MaxSize+1))
	switch {
	case err != nil:
		return result{problems: []Problem{{"-", 1, plainFault(err)}}}
	case int64(len(text)) > w.o.MaxSize:
		return result{problems: []Problem{{"-", 1, "larger than the limit, not read; see --max-size"}}}
	}
	f := newFile("-", text, nil, w.prints)
	f.look(true)
	return result{items: f.items, problems: f.problems, files: 1, opened: 1}
}

// mayHold says by its name whether a file in a folder is worth reading.
func mayHold(name string) bool {
	lower := strings.ToLower(filepath.ToSlash(name))
	switch path.Ext(lower) {
	case ".json", ".jsonc", ".json5", ".yaml", ".yml", ".toml", ".pem", ".key", ".crt", ".cer", ".cert", ".pub", ".env", ".conf", ".code-workspace", ".tfrc":
		return true
	case "": // id_ed25519, credentials, config
		return true
	}
	return strings.HasPrefix(path.Base(lower), ".") || knownName(name)
}
