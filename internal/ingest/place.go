package ingest

import (
	"encoding/json/v2"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// fileID is what the system calls a file, whatever its name.
type fileID struct{ Device, Inode uint64 }

// place is how far a file was read: the cursor that travels with its batches.
type place struct {
	Path string `json:"path"` // as it was first seen
	ID   fileID `json:"id"`
	Head int    `json:"head,omitempty"` // how many of its first bytes Sum is of
	Sum  uint64 `json:"sum,omitempty"`  // tells a file whose inode or place was used again
	At   int64  `json:"at"`             // bytes read
	Line int    `json:"line"`           // lines read
	Skip int64  `json:"skip,omitempty"` // bytes read of a line that is too long
	Time int64  `json:"time,omitempty"` // when the file had last been written, Unix µs
}

// headSize is how many first bytes tell a file from another: enough to hold a record's time or id.
const headSize = 256

// source names the file on the log: by its path for people, by its inode so that a rotated file and its successor differ.
func (p *place) source() string {
	return fmt.Sprintf("file:%s#%x-%x", p.Path, p.ID.Device, p.ID.Inode)
}

func (p *place) cursor() (string, error) {
	text, err := json.Marshal(p)
	return string(text), err
}

// parsePlace reads a cursor of a tailed file; false for another kind of source.
func parsePlace(source, cursor string) (place, bool) {
	var p place
	if !strings.HasPrefix(source, "file:") || json.Unmarshal([]byte(cursor), &p) != nil {
		return place{}, false
	}
	return p, true
}

// here tells whether the open file still holds what was read at the place: it is long enough and begins as it did.
func (p *place) here(file *os.File, size int64) (bool, error) {
	if size < p.At {
		return false, nil
	}
	sum, err := headSum(file, p.Head)
	return sum == p.Sum, err
}

// mark takes the fingerprint of what was read.
func (p *place) mark(file *os.File) error {
	head := int(min(headSize, p.At))
	if head == p.Head {
		return nil
	}
	sum, err := headSum(file, head)
	if err == nil {
		p.Head, p.Sum = head, sum
	}
	return err
}

// restart forgets what was read: the file was emptied and is written anew.
func (p *place) restart() { *p = place{Path: p.Path, ID: p.ID} }

// headSum gives a checksum of the first bytes of a file; of none it is 0.
func headSum(file *os.File, size int) (uint64, error) {
	if size == 0 {
		return 0, nil
	}
	var head [headSize]byte
	n, err := file.ReadAt(head[:size], 0)
	if err != nil && (err != io.EOF || n == size) {
		return 0, err
	}
	return sumOf(head[:n]), nil
}

func sumOf(text []byte) uint64 {
	sum := fnv.New64a()
	_, _ = sum.Write(text)
	return sum.Sum64()
}

// rotated tells whether a name is one that rotating gives to a file of another name: audit.log.1, audit.log-20261124,
// audit-2026-11-24T10-00-00.000.log.
func rotated(name, base string) bool {
	if rest, ok := strings.CutPrefix(name, base); ok {
		return numbered(rest)
	}
	ext := filepath.Ext(base)
	rest, ok := strings.CutPrefix(strings.TrimSuffix(name, ext), strings.TrimSuffix(base, ext))
	return ok && strings.HasSuffix(name, ext) && numbered(rest)
}

func numbered(rest string) bool {
	return len(rest) > 1 && strings.ContainsRune("-._", rune(rest[0])) && rest[1] >= '0' && rest[1] <= '9'
}

// packed tells whether a name is one of a compressed file.
func packed(name string) bool {
	switch filepath.Ext(name) {
	case ".gz", ".xz", ".zst", ".bz2", ".zip":
		return true
	}
	return false
}

func micros(t time.Time) int64 { return t.UnixMicro() }
