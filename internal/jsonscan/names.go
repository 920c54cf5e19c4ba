package jsonscan

import (
	"encoding/binary"
	"hash/maphash"
	"math/bits"
)

// nameKey tells names apart quickly: their first and last eight bytes and their length. Names of up to 16 bytes with the same
// key are the same.
type nameKey struct {
	head, tail uint64
	size       int
}

// keyed gives the key of a name that lies in doc from start to end.
func keyed(doc []byte, start, end int) nameKey {
	size := end - start
	if size >= 8 {
		return nameKey{binary.LittleEndian.Uint64(doc[start:]), binary.LittleEndian.Uint64(doc[end-8:]), size}
	}
	if start+8 <= len(doc) { // what follows the name is read and cut off
		return nameKey{head: binary.LittleEndian.Uint64(doc[start:]) & (1<<(8*size) - 1), size: size}
	}
	k := nameKey{size: size}
	for i, b := range doc[start:end] {
		k.head |= uint64(b) << (8 * i)
	}
	return k
}

// hash mixes a key. It is quick and easy to defeat: whoever uses it must not let many names share a place.
func (k nameKey) hash() uint64 {
	h := (k.head ^ uint64(k.size)) * 0x9e3779b97f4a7c15 //nolint:gosec // a length
	h = (bits.RotateLeft64(h, 29) ^ k.tail) * 0xd6e8feb86659fd93
	return h ^ h>>32
}

// nameStack remembers the names of all open objects, to notice one that stands twice in its object.
//
// Few names are compared with each other, those first whose hashes are equal. Many go through a hash table whose hash cannot
// be foreseen, so that the time stays linear whatever the names are.
type nameStack struct {
	seed   maphash.Seed
	list   []seenName
	tables []nameTable // of the open objects that have many names
	used   int         // tables in use
	plain  []byte      // names that had to be unescaped
}

// seenName is a name by its hash and its place: in plain when the start is negative, in the document otherwise.
type seenName struct {
	hash       uint64
	start, end int32
}

// nameSet is the names of one open object.
type nameSet struct {
	first int       // index of its first name in the list
	table int       // 1 + index of its table, 0 for none
	bits  [4]uint64 // one bit for the hash of each name: a name whose bit is not set is new
}

// nameTable is a hash table over the list. A cell is 1 + an index, 0 for empty.
type nameTable struct{ cells []uint32 }

const (
	fewNames  = 64
	keptCells = 1 << 16 // tables are kept up to this size
)

func (s *nameStack) reset() { s.rewind(nameMark{}) }

func (s *nameStack) open(set *nameSet) { set.first = len(s.list) }

func (s *nameStack) close(set *nameSet) {
	s.list = s.list[:set.first]
	if set.table > 0 {
		s.release(s.used - 1)
	}
}

// release leaves so many tables in use, and gives back the memory of large ones.
func (s *nameStack) release(used int) {
	for i := used; i < s.used; i++ {
		if t := &s.tables[i]; cap(t.cells) > keptCells {
			t.cells = nil
		}
	}
	s.used = used
}

// text gives a name; doc is the document that it came from.
func (s *nameStack) text(doc []byte, n seenName) []byte {
	if n.start < 0 {
		return s.plain[^n.start:n.end]
	}
	return doc[n.start:n.end]
}

// unescape keeps the text of an escaped name and gives its place in plain.
func (s *nameStack) unescape(name []byte) (start, end int) {
	start = len(s.plain)
	s.plain = unescape(s.plain, name)
	return start, len(s.plain)
}

// add reports whether the name is new in its object, and remembers it.
func (s *nameStack) add(set *nameSet, doc []byte, n seenName) bool {
	word, bit := &set.bits[n.hash>>62], uint64(1)<<(n.hash>>56&63)
	if (*word&bit != 0 || len(s.list)-set.first >= fewNames) && s.has(set, doc, n) {
		return false
	}
	*word |= bit
	s.list = append(s.list, n)
	return true
}

// has reports whether the object has the name already.
func (s *nameStack) has(set *nameSet, doc []byte, n seenName) bool {
	if count := len(s.list) - set.first; count >= fewNames {
		return !s.addToTable(set, doc, n, count)
	}
	for _, seen := range s.list[set.first:] {
		if seen.hash == n.hash && string(s.text(doc, seen)) == string(s.text(doc, n)) {
			return true
		}
	}
	return false
}

// addToTable is add for an object with many names. It is called before the name, the count-th, is appended to the list.
func (s *nameStack) addToTable(set *nameSet, doc []byte, n seenName, count int) bool {
	if set.table == 0 {
		if s.used == len(s.tables) {
			s.tables = append(s.tables, nameTable{})
		}
		s.used++
		set.table = s.used
		s.grow(set, doc, 4*fewNames)
	}
	t := &s.tables[set.table-1]
	if 2*count >= len(t.cells) {
		s.grow(set, doc, 4*len(t.cells))
	}
	return s.insert(t, set, doc, n, count)
}

// grow makes a table of so many cells, a power of two, and fills it with the names so far.
func (s *nameStack) grow(set *nameSet, doc []byte, cells int) {
	t := &s.tables[set.table-1]
	if cap(t.cells) < cells {
		t.cells = make([]uint32, cells)
	}
	t.cells = t.cells[:cells]
	clear(t.cells)
	for i, seen := range s.list[set.first:] {
		s.insert(t, set, doc, seen, i)
	}
}

func (s *nameStack) insert(t *nameTable, set *nameSet, doc []byte, n seenName, index int) bool {
	name, mask := s.text(doc, n), uint64(len(t.cells)-1) //nolint:gosec // a length
	for at := maphash.Bytes(s.seed, name) & mask; ; at = (at + 1) & mask {
		cell := t.cells[at]
		if cell == 0 {
			t.cells[at] = uint32(index) + 1 //nolint:gosec // bounded by the length of the record
			return true
		}
		seen := s.list[set.first+int(cell)-1]
		if seen.hash == n.hash && string(s.text(doc, seen)) == string(name) {
			return false
		}
	}
}

// nameMark is a state of the stack to go back to.
type nameMark struct{ list, used, plain int }

func (s *nameStack) mark() nameMark { return nameMark{len(s.list), s.used, len(s.plain)} }

func (s *nameStack) rewind(m nameMark) {
	s.list, s.plain = s.list[:m.list], s.plain[:m.plain]
	s.release(m.used)
}
