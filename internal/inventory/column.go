package inventory

import "slices"

// chunkBits sets how many entries a column grows by. Chunks never move, so growing copies nothing and wastes at most one.
const chunkBits = 12

// column is a growing list of T without pointers in it, so that the garbage collector has nothing to walk. Entry 0 is
// nobody's: an index of 0 means "none".
type column[T any] struct {
	chunks []*[1 << chunkBits]T
	n      uint32
}

// add makes room for one more entry and gives its index, from 1.
func (c *column[T]) add() (uint32, *T) {
	if c.n == 0 {
		c.n = 1
	}
	i := c.n
	if int(i>>chunkBits) == len(c.chunks) {
		c.chunks = append(c.chunks, new([1 << chunkBits]T))
	}
	c.n++
	return i, c.at(i)
}

// at gives the entry of an index that add gave.
func (c *column[T]) at(i uint32) *T { return &c.chunks[i>>chunkBits][i&(1<<chunkBits-1)] }

// len is the number of entries; they have the indices 1 to len.
func (c *column[T]) len() uint32 { return max(c.n, 1) - 1 }

// dirty remembers which entries of a column changed since it was last emptied.
type dirty struct {
	bits []uint64
	list []uint32
}

// mark notes that an entry changed.
func (d *dirty) mark(i uint32) {
	for int(i>>6) >= len(d.bits) {
		d.bits = append(d.bits, make([]uint64, 1+len(d.bits))...)
	}
	if bit := uint64(1) << (i & 63); d.bits[i>>6]&bit == 0 {
		d.bits[i>>6] |= bit
		d.list = append(d.list, i)
	}
}

// has reports whether an entry is marked.
func (d *dirty) has(i uint32) bool { return int(i>>6) < len(d.bits) && d.bits[i>>6]&(1<<(i&63)) != 0 }

// sorted gives the marked entries by index, which is how they lie in tables.
func (d *dirty) sorted() []uint32 {
	slices.Sort(d.list)
	return d.list
}

// reset forgets all marks.
func (d *dirty) reset() {
	for _, i := range d.list {
		d.bits[i>>6] &^= 1 << (i & 63)
	}
	d.list = d.list[:0]
	if cap(d.list) > keepList {
		d.list = nil
	}
}

// keepList is how many places a list keeps for the next time.
const keepList = 1 << 16
