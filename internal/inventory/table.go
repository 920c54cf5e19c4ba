package inventory

// table finds indices by hash: open addressing with linear probing over 4 bytes a slot. It keeps no keys; the caller says
// whether an index is the one. Nothing is ever taken out. Iterating over it is not offered: its order is random.
type table struct {
	slots []uint32
	n     int
	hash  func(uint32) uint64 // of an index that is in the table, for growing
}

// find gives the index with the hash for which same is true, or 0.
func (t *table) find(hash uint64, same func(uint32) bool) uint32 {
	if len(t.slots) == 0 {
		return 0
	}
	mask := uint64(len(t.slots) - 1) //nolint:gosec // a length is not negative
	for at := hash & mask; ; at = (at + 1) & mask {
		if i := t.slots[at]; i == 0 || same(i) {
			return i
		}
	}
}

// put adds an index that is not in the table.
func (t *table) put(hash uint64, i uint32) {
	if 4*(t.n+1) > 3*len(t.slots) {
		t.grow()
	}
	t.n++
	t.insert(hash, i)
}

// replace puts an index in the place of another one with the same key.
func (t *table) replace(hash uint64, old, i uint32) {
	mask := uint64(len(t.slots) - 1) //nolint:gosec // a length is not negative
	for at := hash & mask; t.slots[at] != 0; at = (at + 1) & mask {
		if t.slots[at] == old {
			t.slots[at] = i
			return
		}
	}
}

func (t *table) insert(hash uint64, i uint32) {
	mask := uint64(len(t.slots) - 1) //nolint:gosec // a length is not negative
	at := hash & mask
	for t.slots[at] != 0 {
		at = (at + 1) & mask
	}
	t.slots[at] = i
}

func (t *table) grow() {
	old := t.slots
	t.slots = make([]uint32, max(64, 2*len(old)))
	for _, i := range old {
		if i != 0 {
			t.insert(t.hash(i), i)
		}
	}
}

// mix spreads two numbers over 64 bits.
func mix(a, b uint64) uint64 {
	h := a*0x9e3779b97f4a7c15 ^ b
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>29
}
