package sigma

// table finds the rules that ask for a value. It never changes once built.
type table struct {
	cells []cell
	rules []int32
	mask  uint64
}

// cell is one value, by its hash. Different values of one hash share it: whoever asks looks closer anyway.
type cell struct {
	hash         uint64
	start, count uint32
}

// newTable builds one from the rules of each hash.
func newTable(values map[uint64][]int32, order []uint64) *table {
	size := 8
	for size < 3*len(values) {
		size *= 2
	}
	t := &table{cells: make([]cell, size), mask: uint64(size - 1)} //nolint:gosec // positive
	for _, h := range order {
		at := h & t.mask
		for t.cells[at].count != 0 {
			at = (at + 1) & t.mask
		}
		//nolint:gosec // bounded by the number of rules
		t.cells[at] = cell{hash: h, start: uint32(len(t.rules)), count: uint32(len(values[h]))}
		t.rules = append(t.rules, values[h]...)
	}
	return t
}

// find gives the rules that ask for the value of this hash.
func (t *table) find(h uint64) []int32 {
	for at := h & t.mask; ; at = (at + 1) & t.mask {
		c := &t.cells[at]
		if c.count == 0 {
			return nil
		}
		if c.hash == h {
			return t.rules[c.start : c.start+c.count]
		}
	}
}
