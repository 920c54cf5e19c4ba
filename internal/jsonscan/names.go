package jsonscan

import (
	"hash/maphash"
	"math/bits"
)

// nameStack remembers the names of all open objects, to notice one that stands twice in its object.
//
// Few names are compared with each other, by hash first. Many go through a hash table whose hash cannot be foreseen, so that
// the time stays linear whatever the names are.
type nameStack struct {
	seed   maphash.Seed
	list   []seenName
	tables []nameTable // of the open objects that have many names
	used   int         // tables in use
	plain  []byte      // names that had to be unescaped
}

type seenName struct {
	hash uint64 // by hashName
	text []byte
}

// nameSet is the names of one open object.
type nameSet struct {
	count int
	first int    // index of its first name in the list
	bits  uint64 // one for the hash of each name; a name whose bit is not set is new
	table int    // 1 + index of its table, 0 for none
}

// nameTable is a hash table over the list. A cell is 1 + an index, 0 for empty.
type nameTable struct{ cells []uint32 }

const fewNames = 24

func (s *nameStack) reset() {
	s.list, s.used, s.plain = s.list[:0], 0, s.plain[:0]
}

func (s *nameStack) open() nameSet { return nameSet{first: len(s.list)} }

func (s *nameStack) close(set *nameSet) {
	s.list = s.list[:set.first]
	if set.table > 0 {
		s.used--
	}
}

// nameMark is a state of the stack to go back to.
type nameMark struct{ list, used, plain int }

func (s *nameStack) mark() nameMark { return nameMark{len(s.list), s.used, len(s.plain)} }

func (s *nameStack) rewind(m nameMark) {
	s.list, s.used, s.plain = s.list[:m.list], m.used, s.plain[:m.plain]
}

// add reports whether the name is new in its object, and remembers it.
func (s *nameStack) add(set *nameSet, hash uint64, name []byte) bool {
	bit := uint64(1) << (hash >> 58)
	if set.count >= fewNames {
		if !s.addToTable(set, name) {
			return false
		}
	} else if set.bits&bit != 0 {
		for i := range s.list[set.first:] {
			seen := &s.list[set.first+i]
			if seen.hash == hash && string(seen.text) == string(name) {
				return false
			}
		}
	}
	set.bits |= bit
	set.count++
	s.list = append(s.list, seenName{hash, name})
	return true
}

// addToTable is add for an object with many names. It is called before the name is appended to the list.
func (s *nameStack) addToTable(set *nameSet, name []byte) bool {
	if set.table == 0 {
		if s.used == len(s.tables) {
			s.tables = append(s.tables, nameTable{})
		}
		s.used++
		set.table = s.used
		s.grow(set, 4*fewNames)
	}
	t := &s.tables[set.table-1]
	if 2*set.count >= len(t.cells) {
		s.grow(set, 4*len(t.cells))
	}
	return s.insert(t, set, set.count, name)
}

// grow makes a table of at least so many cells and fills it with the names so far.
func (s *nameStack) grow(set *nameSet, cells int) {
	cells = 1 << bits.Len(uint(cells-1))
	t := &s.tables[set.table-1]
	if cap(t.cells) < cells {
		t.cells = make([]uint32, cells)
	}
	t.cells = t.cells[:cells]
	clear(t.cells)
	for i, seen := range s.list[set.first:] {
		s.insert(t, set, i, seen.text)
	}
}

func (s *nameStack) insert(t *nameTable, set *nameSet, index int, name []byte) bool {
	mask := uint64(len(t.cells) - 1)
	for at := maphash.Bytes(s.seed, name) & mask; ; at = (at + 1) & mask {
		cell := t.cells[at]
		if cell == 0 {
			t.cells[at] = uint32(index) + 1
			return true
		}
		if string(s.list[set.first+int(cell)-1].text) == string(name) {
			return false
		}
	}
}

// unescape gives the text of an escaped name; it lives as long as the scan.
func (s *nameStack) unescape(name []byte) []byte {
	from := len(s.plain)
	s.plain = unescape(s.plain, name)
	return s.plain[from:]
}
