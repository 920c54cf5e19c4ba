package handover

import "tabard.dev/tabard/internal/normalize"

// spare is the items that nobody uses, by the family that they are shaped for.
type spare struct {
	byFamily map[string][]*normalize.Item
	bytes    int64
}

// wide is the size of an item over which it is not kept: few records need it, and a hostile one must not pin its size for good.
const wide = 64 << 10

// size is what an item is counted as, its record included. It does not change while the item has an owner.
func size(item *normalize.Item) int64 { return int64(item.Size() + len(item.Event.Record)) }

// get gives an item for a family. Where none is spare it makes one, and drops those of others when over the bound.
func (s *spare) get(family string, bound int64) *normalize.Item {
	if list := s.byFamily[family]; len(list) > 0 {
		item := list[len(list)-1]
		s.byFamily[family] = list[:len(list)-1]
		s.bytes -= int64(item.Size())
		return item
	}
	if s.bytes > bound {
		clear(s.byFamily)
		s.bytes = 0
	}
	return new(normalize.Item)
}

// put keeps an item, within a bound. The record goes: its text belongs to others.
func (s *spare) put(item *normalize.Item, bound int64) {
	item.Event.Record = nil
	bytes := int64(item.Size())
	if bytes > wide || s.bytes+bytes > bound {
		return
	}
	if s.byFamily == nil {
		s.byFamily = map[string][]*normalize.Item{}
	}
	family := item.Event.Family
	s.byFamily[family] = append(s.byFamily[family], item)
	s.bytes += bytes
}
