// Package mark keeps one number in a small file beside a database: how far what was acknowledged reaches. SQLite drops the
// rest of its write-ahead log silently when one bit of it is wrong; who opens the database compares the two and notices.
package mark

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
)

// Mark is the file. It has two slots, each in a disk block of its own, written in turn, so that a write that is cut leaves the
// other. It is never synced: a killed process leaves it in the page cache, and after a power loss it may only be behind the
// database, which is harmless.
type Mark struct {
	file *os.File
	turn uint64 // counts writes; the slot is its parity
	last uint64
}

const (
	block = 4096
	magic = "tabardm1"
	size  = len(magic) + 8 + 8 + 4 // magic, turn, last, CRC32C of these
)

// Bytes is how large the file is.
const Bytes = 2 * block

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Open opens the file, and makes it if it is not there. Alone keeps other processes from opening it so.
func Open(path string, alone bool) (*Mark, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	m := &Mark{file: file}
	if err := m.open(alone); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return m, nil
}

func (m *Mark) open(alone bool) error {
	if alone {
		if err := lock(m.file); err != nil {
			return fmt.Errorf("%s: in use by another process: %w", m.file.Name(), err)
		}
	}
	for slot := range int64(2) {
		var text [size]byte
		if _, err := m.file.ReadAt(text[:], slot*block); err != nil {
			if errors.Is(err, io.EOF) {
				continue
			}
			return err
		}
		if turn, last, ok := parse(text[:]); ok && turn >= m.turn {
			m.turn, m.last = turn, last
		}
	}
	// Both blocks are allocated now, so that a full disk can't keep the mark behind.
	if info, err := m.file.Stat(); err != nil || info.Size() >= Bytes {
		return err
	}
	_, err := m.file.WriteAt(make([]byte, Bytes), 0)
	return err
}

func parse(text []byte) (turn, last uint64, ok bool) {
	body := len(text) - 4
	if string(text[:len(magic)]) != magic || crc32.Checksum(text[:body], castagnoli) != binary.LittleEndian.Uint32(text[body:]) {
		return 0, 0, false
	}
	at := len(magic)
	return binary.LittleEndian.Uint64(text[at:]), binary.LittleEndian.Uint64(text[at+8:]), true
}

// Last gives the number, 0 in a new file.
func (m *Mark) Last() uint64 { return m.last }

// Set remembers that everything up to last is acknowledged.
func (m *Mark) Set(last uint64) error {
	turn := m.turn + 1
	text := append(make([]byte, 0, size), magic...)
	text = binary.LittleEndian.AppendUint64(text, turn)
	text = binary.LittleEndian.AppendUint64(text, last)
	text = binary.LittleEndian.AppendUint32(text, crc32.Checksum(text, castagnoli))
	if _, err := m.file.WriteAt(text, int64(turn%2)*block); err != nil {
		return err
	}
	m.turn, m.last = turn, last
	return nil
}

// Close closes the file.
func (m *Mark) Close() error { return m.file.Close() }
