package sigma

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"tabard.dev/tabard"
)

// stateVersion is the first byte of a group's state.
const stateVersion = 1

// headerKey is the key under which what concerns all groups is kept.
const headerKey = "\x1f"

// DirtyGroups calls f for what changed since the last call, in the order of the keys: with the state to keep, or with nil to
// forget the key; the bytes are f's to keep. All that [Correlator.RestoreGroup] needs to go on from here was given to f in this call or before.
func (c *Correlator) DirtyGroups(f func(key string, state []byte)) {
	if !c.headerDirty && len(c.dirty) == 0 && len(c.removed) == 0 {
		return
	}
	states := make(map[string][]byte, len(c.dirty)+len(c.removed)+1)
	for key := range c.removed {
		states[key] = nil
	}
	for g := range c.dirty {
		states[g.key] = g.state()
	}
	states[headerKey] = c.header()
	for _, key := range sortedKeys(states) {
		f(key, states[key])
	}
	clear(c.dirty)
	clear(c.removed)
	c.headerDirty = false
}

// RestoreGroup takes back what [Correlator.DirtyGroups] gave, in any order, before the first event. It reports false for a
// group of a correlation that is not there any more, or changed: its state can be forgotten.
func (c *Correlator) RestoreGroup(key string, state []byte) (bool, error) {
	if key == headerKey {
		return true, c.restoreHeader(state)
	}
	id, values := keyValues(key)
	at := slices.IndexFunc(c.program.correlations, func(of *correlated) bool { return of.id == id })
	if at < 0 || len(values) != len(c.program.correlations[at].groupBy) {
		return false, nil
	}
	g := &groupState{key: key, of: c.program.correlations[at], values: values}
	if err := g.restore(state); err != nil {
		return false, fmt.Errorf("state of correlation group %q: %w", key, err)
	}
	if c.groups[key] != nil {
		return false, fmt.Errorf("state of correlation group %q: given twice", key)
	}
	c.groups[key] = g
	c.lists[at].push(g)
	c.counters.Groups++
	c.counters.Events += len(g.entries)
	c.nextAt = min(c.nextAt, g.deadline)
	c.unsorted = true
	return true, nil
}

// Snapshot gives all state in one piece, for [Correlator.Restore]. Equal states give equal bytes.
func (c *Correlator) Snapshot() []byte {
	b := appendText(nil, headerKey)
	b = appendText(b, string(c.header()))
	for _, key := range sortedKeys(c.groups) {
		b = appendText(b, key)
		b = appendText(b, string(c.groups[key].state()))
	}
	return b
}

// Restore takes back a snapshot, before the first event.
func (c *Correlator) Restore(snapshot []byte) error {
	r := reader{b: snapshot}
	for len(r.b) > 0 {
		key, state := r.text(), r.text()
		if r.bad {
			return errDamaged
		}
		if _, err := c.RestoreGroup(key, []byte(state)); err != nil {
			return err
		}
	}
	return nil
}

var errDamaged = errors.New("damaged")

// sort puts restored groups in the order they had.
func (c *Correlator) sort() {
	if !c.unsorted {
		return
	}
	c.unsorted = false
	for i := range c.lists {
		l := &c.lists[i]
		var all []*groupState
		for g := l.head; g != nil; g = g.next {
			all = append(all, g)
		}
		slices.SortFunc(all, func(a, b *groupState) int { return strings.Compare(a.key, b.key) })
		slices.SortStableFunc(all, func(a, b *groupState) int {
			switch {
			case a.touched < b.touched:
				return -1
			case a.touched > b.touched:
				return 1
			}
			return 0
		})
		l.head, l.tail = nil, nil
		for _, g := range all {
			l.push(g)
		}
	}
}

func (c *Correlator) header() []byte {
	b := []byte{stateVersion}
	b = binary.AppendVarint(b, c.clock)
	for _, n := range []uint64{c.count, c.touches, c.counters.Evicted, c.counters.Dropped, c.counters.Late} {
		b = binary.AppendUvarint(b, n)
	}
	return b
}

func (c *Correlator) restoreHeader(state []byte) error {
	r := reader{b: state}
	if r.byte() != stateVersion {
		return fmt.Errorf("state of correlations: %w", errDamaged)
	}
	c.clock = r.int()
	for _, n := range []*uint64{&c.count, &c.touches, &c.counters.Evicted, &c.counters.Dropped, &c.counters.Late} {
		*n = r.uint()
	}
	if r.bad || len(r.b) > 0 {
		return fmt.Errorf("state of correlations: %w", errDamaged)
	}
	return nil
}

// state writes a group.
func (g *groupState) state() []byte {
	b := append(make([]byte, 0, 64+20*len(g.entries)+160*len(g.evidence)), stateVersion)
	for _, n := range []int64{g.newest, g.start, g.closed, g.deadline} {
		b = binary.AppendVarint(b, n)
	}
	b = binary.AppendUvarint(b, g.touched)
	b = binary.AppendUvarint(b, uint64(len(g.entries)))
	last := int64(0)
	for _, e := range g.entries {
		b = binary.AppendVarint(b, e.at-last)
		b = binary.AppendUvarint(b, e.event)
		b = binary.AppendUvarint(b, uint64(e.step)) //nolint:gosec // not negative
		b = binary.LittleEndian.AppendUint64(b, e.value)
		last = e.at
	}
	b = binary.AppendUvarint(b, uint64(len(g.evidence)))
	for _, e := range g.evidence {
		b = binary.AppendVarint(b, e.at)
		b = binary.AppendUvarint(b, uint64(e.step)) //nolint:gosec // not negative
		o := &e.origin
		b = appendText(appendText(b, o.Place.Event), o.Place.File)
		b = binary.AppendVarint(b, int64(o.Place.Record))
		b = binary.AppendUvarint(b, o.Place.Seq)
		b = binary.AppendVarint(b, int64(o.Place.Index))
		b = appendText(appendText(appendText(b, o.Actor.Realm), o.Actor.ID), o.System)
	}
	return b
}

// restore reads a group.
func (g *groupState) restore(state []byte) error {
	r := reader{b: state}
	if r.byte() != stateVersion {
		return errDamaged
	}
	for _, n := range []*int64{&g.newest, &g.start, &g.closed, &g.deadline} {
		*n = r.int()
	}
	g.touched = r.uint()
	last := int64(0)
	for n := r.uint(); n > 0 && !r.bad; n-- {
		e := entry{at: last + r.int(), event: r.uint(), step: int32(r.uint() & math.MaxInt32), value: r.fixed()}
		if int(e.step) >= len(g.of.rules) {
			return errDamaged
		}
		g.entries = append(g.entries, e)
		last = e.at
	}
	for n := r.uint(); n > 0 && !r.bad; n-- {
		e := evidence{at: r.int(), step: int32(r.uint() & math.MaxInt32)}
		e.origin.Place = tabard.Place{Event: r.text(), File: r.text(), Record: int(r.int()), Seq: r.uint(), Index: int(r.int())}
		e.origin.Actor = tabard.Key{Realm: r.text(), ID: r.text()}
		e.origin.System = r.text()
		g.evidence = append(g.evidence, e)
	}
	if r.bad || len(r.b) > 0 || !slices.IsSortedFunc(g.entries, func(a, b entry) int { return int(min(1, max(-1, a.at-b.at))) }) {
		return errDamaged
	}
	return nil
}
