package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
)

// mark is the file that holds the last acknowledged sequence. It has two slots, each in a disk block of its own, written in
// turn, so that a write that is cut leaves the other. It is never synced: a killed process leaves it in the page cache, and
// after a power loss it may only be behind the database, which is harmless. Its lock keeps a second process out.
type mark struct {
	file *os.File
	turn uint64 // counts writes; the slot is its parity
	last uint64
}

const (
	markBlock = 4096
	markMagic = "tabardm1"
	markSize  = len(markMagic) + 8 + 8 + 4 // magic, turn, last, CRC32C of these
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func openMark(path string) (*mark, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	m := &mark{file: file}
	if err := m.open(); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return m, nil
}

func (m *mark) open() error {
	if err := lock(m.file); err != nil {
		return fmt.Errorf("%s: in use by another process: %w", m.file.Name(), err)
	}
	for slot := range int64(2) {
		var block [markSize]byte
		if _, err := m.file.ReadAt(block[:], slot*markBlock); err != nil {
			if errors.Is(err, io.EOF) {
				continue
			}
			return err
		}
		if turn, last, ok := parseMark(block[:]); ok && turn >= m.turn {
			m.turn, m.last = turn, last
		}
	}
	// Both blocks are allocated now, so that a full disk can't keep the mark behind.
	if info, err := m.file.Stat(); err != nil || info.Size() >= 2*markBlock {
		return err
	}
	_, err := m.file.WriteAt(make([]byte, 2*markBlock), 0)
	return err
}

func parseMark(block []byte) (turn, last uint64, ok bool) {
	body := len(block) - 4
	if string(block[:len(markMagic)]) != markMagic || crc32.Checksum(block[:body], castagnoli) != binary.LittleEndian.Uint32(block[body:]) {
		return 0, 0, false
	}
	at := len(markMagic)
	return binary.LittleEndian.Uint64(block[at:]), binary.LittleEndian.Uint64(block[at+8:]), true
}

// set remembers that everything up to last is acknowledged.
func (m *mark) set(last uint64) error {
	turn := m.turn + 1
	block := append(make([]byte, 0, markSize), markMagic...)
	block = binary.LittleEndian.AppendUint64(block, turn)
	block = binary.LittleEndian.AppendUint64(block, last)
	block = binary.LittleEndian.AppendUint32(block, crc32.Checksum(block, castagnoli))
	if _, err := m.file.WriteAt(block, int64(turn%2)*markBlock); err != nil {
		return err
	}
	m.turn, m.last = turn, last
	return nil
}

func (m *mark) close() error { return m.file.Close() }
