package scan

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Stdin is the path that stands for standard input.
const Stdin = "-"

// expand turns paths into files: folders are walked in name order, symbolic links in them are not followed.
func expand(paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		if path == Stdin {
			files = append(files, path)
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			files = append(files, path)
			continue
		}
		err = filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				files = append(files, p)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// size gives the bytes on disk of all files, for progress.
func size(files []string) (total int64) {
	for _, file := range files {
		if info, err := os.Stat(file); err == nil {
			total += info.Size()
		}
	}
	return total
}

// open opens a file, or standard input, and unpacks gzip by its first bytes, whatever its name. Read is told of every byte
// taken from the disk.
func open(path string, stdin io.Reader, read func(int)) (io.ReadCloser, error) {
	var raw io.ReadCloser
	if path == Stdin {
		raw = io.NopCloser(stdin)
	} else {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		raw = f
	}
	counted := &counter{r: raw, read: read}
	buffered := bufio.NewReaderSize(counted, 1<<16)
	if magic, _ := buffered.Peek(2); len(magic) < 2 || magic[0] != 0x1f || magic[1] != 0x8b {
		return struct {
			io.Reader
			io.Closer
		}{buffered, raw}, nil
	}
	unzipped, err := gzip.NewReader(buffered)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("gzip: %w", err), raw.Close())
	}
	return struct {
		io.Reader
		io.Closer
	}{&bombGuard{r: unzipped, packed: counted}, raw}, nil
}

type counter struct {
	r    io.Reader
	n    int64
	read func(int)
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	c.read(n)
	return n, err
}

// Audit logs pack to a tenth or a fiftieth; what unpacks to more than bombRatio times its size was made to fill a disk.
const (
	bombRatio = 400
	bombFloor = 64 << 20 // bytes that any file may unpack to
)

// ErrBomb reports a gzip file that unpacks to far more than logs do. The rest of it is not read.
var ErrBomb = errors.New("gzip: unpacks to more than 400 times its size; not read further")

type bombGuard struct {
	r      io.Reader
	packed *counter
	n      int64
}

func (g *bombGuard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	g.n += int64(n)
	if g.n > bombFloor && g.n > bombRatio*g.packed.n {
		return n, ErrBomb
	}
	return n, err
}
