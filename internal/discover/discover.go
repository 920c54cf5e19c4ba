// Package discover finds identities and credentials in files: MCP servers and agent cards, and the keys, tokens, passwords
// and certificates that agents on a machine can reach. It stands beside the flow: it needs no server and keeps nothing.
//
// It recognizes files by what they hold, and by name only where content cannot tell. It promises that no value of a secret
// is in anything it gives, errors included; that reading cannot be led outside the named paths; and that the same files give
// the same items in the same order.
package discover

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
)

// ErrNothing reports that none of the paths could be read. Callers treat it as bad usage.
var ErrNothing = errors.New("no path could be read")

// DefaultMaxSize is the size, in bytes, over which files are not read.
const DefaultMaxSize = 4 << 20

// DefaultSkip are the folders that are not entered: version control, caches and other people's code, of which there is much
// and in which little is the user's own.
func DefaultSkip() []string {
	return []string{".git", ".hg", ".svn", "node_modules", "go/pkg/mod", ".cache/go-build", ".cargo/registry", ".venv", "venv", "site-packages", "__pycache__", "/proc", "/sys", "/dev"}
}

// Options says where to look.
type Options struct {
	Paths   []string  // files and folders; "-" for Stdin
	Stdin   io.Reader //
	Skip    []string  // folders that are not entered, by name, end of path, or absolute path; the paths themselves always are
	MaxSize int64     // bytes; larger files are not read; 0 means [DefaultMaxSize]
	Workers int       // files read at once; 0 means one a core

	// Problem is told of each file that could not be read or understood. Calls come one at a time, in the order of files.
	Problem func(Problem)
}

// Problem is a file that could not be read or understood.
type Problem struct {
	File string
	Line int // from 1
	Why  string
}

func (p Problem) String() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Why) }

// Summary says what was looked at, and what was not.
type Summary struct {
	Files    int            // looked into
	Found    int            // items given
	Problems int            //
	Skipped  map[string]int // folders not entered, by the entry of Options.Skip
	TooLarge int            // files over the limit that only their content could tell
	Outside  int            // symbolic links that lead outside the named paths
}

// Files looks through the paths and calls found for each item, in the order of the paths, then of file names, then of
// places in the file. It ends early with the error of found or of the context.
func Files(ctx context.Context, o Options, found func(Item) error) (Summary, error) {
	if o.MaxSize <= 0 {
		o.MaxSize = DefaultMaxSize
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Problem == nil {
		o.Problem = func(Problem) {}
	}
	w := newWalk(o)
	sum := Summary{}
	read := 0
	err := w.run(ctx, func(r result) error {
		read += r.opened
		sum.Files += r.files
		sum.TooLarge += r.tooLarge
		for _, p := range r.problems {
			sum.Problems++
			o.Problem(p)
		}
		slices.SortStableFunc(r.items, byPlace)
		for _, item := range r.items {
			sum.Found++
			if err := found(item); err != nil {
				return err
			}
		}
		return nil
	})
	sum.Skipped, sum.Outside = w.skipped, w.outside
	if err == nil && read == 0 {
		err = ErrNothing
	}
	return sum, err
}
