package inventory

import (
	"encoding/binary"
	"hash/maphash"
	"unsafe"

	"tabard.dev/tabard"
)

// ref is a text in the arena: the place of its length, which its bytes follow. 0 is the empty text.
type ref uint32

const (
	arenaBits = 20      // a chunk of the arena is 1 MiB
	maxText   = 4 << 10 // longer texts keep their start and a hash of the whole, so that they stay different
	maxChunks = 1 << (32 - arenaBits)
)

// texts is an arena of strings with 4-byte references. Texts are never taken out, and the strings it gives live as long as
// it does.
type texts struct {
	chunks   [][]byte
	seed     maphash.Seed
	interned table
}

func newTexts() *texts {
	t := &texts{seed: maphash.MakeSeed()}
	t.interned.hash = func(i uint32) uint64 { return t.hash(t.get(ref(i))) }
	return t
}

// hash depends on the process; nothing that lasts may come from it.
func (t *texts) hash(s string) uint64 { return maphash.String(t.seed, s) }

// get gives the text of a reference. It shares the arena's memory.
func (t *texts) get(r ref) string {
	if r == 0 {
		return ""
	}
	chunk := t.chunks[r>>arenaBits]
	size, n := binary.Uvarint(chunk[r&(1<<arenaBits-1):])
	start := int(r&(1<<arenaBits-1)) + n
	text := chunk[start : start+int(size)]                  //nolint:gosec // at most maxText
	return unsafe.String(unsafe.SliceData(text), len(text)) //nolint:gosec // the arena's bytes never change
}

// put stores a text without looking whether it is there already.
func (t *texts) put(s string) ref {
	if s == "" {
		return 0
	}
	s = bounded(s)
	last := len(t.chunks) - 1
	if last < 0 || len(t.chunks[last])+len(s)+binary.MaxVarintLen16 > cap(t.chunks[last]) {
		t.chunks = append(t.chunks, make([]byte, 0, 1<<arenaBits))
		last++
		if last == 0 {
			t.chunks[0] = append(t.chunks[0], 0) // place 0 means no text
		}
	}
	chunk := t.chunks[last]
	r := ref(last<<arenaBits | len(chunk)) //nolint:gosec // full stops the caller before it overflows
	chunk = binary.AppendUvarint(chunk, uint64(len(s)))
	t.chunks[last] = append(chunk, s...)
	return r
}

// intern gives the same reference for the same text.
func (t *texts) intern(s string) ref {
	if s == "" {
		return 0
	}
	s = bounded(s)
	hash := t.hash(s)
	if r := t.interned.find(hash, func(i uint32) bool { return t.get(ref(i)) == s }); r != 0 {
		return ref(r)
	}
	r := t.put(s)
	t.interned.put(hash, uint32(r))
	return r
}

// full reports that the arena has little room left.
func (t *texts) full() bool { return len(t.chunks) > maxChunks-16 }

func bounded(s string) string {
	if len(s) <= maxText {
		return s
	}
	return s[:maxText-64] + "…" + tabard.HashID("", s)
}
