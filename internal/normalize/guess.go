package normalize

import (
	"bytes"
	"sort"

	"tabard.dev/tabard"
)

// Guess names the family of a record: the one whose marks it has. Of several, the one with the most marks met wins; among
// equals the first in the list, so that the answer does not depend on anything but the record. A record of a family that is
// not JSON is recognized by that family's Fields accepting it.
func (d *Decoder) Guess(record []byte) (name string, ok bool) {
	d.sniffed.Reset()
	best, most := -1, 0
	if err := d.set.sniff.Skim(record, d.sniffed); err == nil {
		best, most = bestMarked(d.set.marks, d.sniffed, 0)
	} else if len(bytes.TrimSpace(record)) == 0 || isObject(record) {
		return "", false
	}
	if best < 0 {
		best, most = d.set.bestPlain(record)
	}
	if best < 0 || most == 0 {
		return "", false
	}
	return d.set.families[best].Name, true
}

// Among names the family of a record whose source is said to be of the named family: that one, unless the record has the
// marks of one of its kin with more weight than those of its own.
func (d *Decoder) Among(name string, record []byte) string {
	i, ok := d.set.byName[name]
	if !ok || len(d.set.families[i].kin) == 0 {
		return name
	}
	d.sniffed.Reset()
	if d.set.sniff.Skim(record, d.sniffed) != nil {
		return name // refused when it is decoded, with the reason
	}
	best, most := i, d.weightOf(i)
	for _, k := range d.set.families[i].kin {
		if weight := d.weightOf(k); weight > most {
			best, most = k, weight
		}
	}
	return d.set.families[best].Name
}

// weightOf gives the weight of the marks of a family that the sniffed record has.
func (d *Decoder) weightOf(family int) int {
	marks := d.set.marks
	first := sort.Search(len(marks), func(i int) bool { return marks[i].family >= family })
	last := sort.Search(len(marks), func(i int) bool { return marks[i].family > family })
	_, most := bestMarked(marks[first:last], d.sniffed, first)
	return most
}

// bestMarked gives the family of the set of marks that the slots meet with the most weight; mark i has slot first+i.
func bestMarked(marks []mark, slots *tabard.Slots, first int) (best, most int) {
	best = -1
	for i := 0; i < len(marks); i++ {
		m, end, met := &marks[i], i+1+marks[i].following, 0
		for i < end && marks[i].holds(slots, first+i) {
			met += marks[i].weight()
			i++
		}
		if i == end && met > most {
			best, most = m.family, met
		}
		i = end - 1
	}
	return best, most
}

// Recognize names the family of a record, which it need not check, and, where dated is set, gives its event time in µs, 0 when it has none or is not
// sound. A record that has the marks of the family before it, and not with more weight those of a rival, is taken to be of that
// one, which costs one pass instead of two. It is for putting records in order before they are decoded for good.
func (d *Decoder) Recognize(record []byte, before string, dated bool) (name string, at int64, ok bool) {
	if i, known := d.set.byName[before]; known {
		f := &d.set.families[i]
		slots := d.whoseSlots(i)
		if f.plain(record) && f.Fields(record, f.Paths, slots) == nil || !f.plain(record) && d.isOf(i, record, slots) {
			if dated {
				at = d.timeOf(f, slots)
			}
			return before, at, true
		}
	}
	if name, ok = d.Guess(record); ok && dated {
		at = d.Time(name, record)
	}
	return name, at, ok
}

// Follows reports whether a record is of the family of the one before it, as Recognize does. Where it is, the item has its
// fields, and to Decode the same record into that item next costs no second pass over it.
func (d *Decoder) Follows(record []byte, before string, item *Item) bool {
	i, known := d.set.byName[before]
	if !known {
		return false
	}
	f := &d.set.families[i]
	slots := item.slots(d, i)
	if f.fields(record, slots) != nil {
		return false
	}
	if best, _ := bestMarked(f.marks, slots, f.marked); best != i && !f.plain(record) {
		return false
	}
	d.ahead.record, d.ahead.family, d.ahead.item = record, i, item
	return true
}

// isOf reports whether a record has the marks of a family, and not with more weight those of another.
func (d *Decoder) isOf(family int, record []byte, slots *tabard.Slots) bool {
	f := &d.set.families[family]
	if f.whose.Skim(record, slots) != nil {
		return false
	}
	best, _ := bestMarked(f.marks, slots, len(f.Paths))
	return best == family
}

// whoseSlots gives the empty slots in which a family looks whose a record is.
func (d *Decoder) whoseSlots(family int) *tabard.Slots {
	if d.whose == nil {
		d.whose = make([]*tabard.Slots, len(d.set.families))
	}
	if d.whose[family] == nil {
		f := &d.set.families[family]
		d.whose[family] = tabard.NewSlots(len(f.Paths)+len(f.marks), d.intern)
	}
	d.whose[family].Reset()
	return d.whose[family]
}

func (s *Set) bestPlain(record []byte) (best, most int) {
	for i, f := range s.families {
		if f.Fields == nil {
			continue
		}
		slots := tabard.NewSlots(len(f.paths), nil)
		if f.Fields(record, f.paths, slots) == nil {
			return i, 1
		}
	}
	return -1, 0
}

// weight makes a mark with a value count for more than one that only asks for a name.
func (m *mark) weight() int {
	if m.exact || m.prefix {
		return 3
	}
	return 2
}

func (m *mark) holds(slots *tabard.Slots, slot int) bool {
	if !slots.Has(slot) {
		return false
	}
	if !m.exact && !m.prefix {
		return true
	}
	for v := range slots.All(slot) {
		if v.Kind != tabard.StringValue && v.Kind != tabard.NumberValue {
			continue
		}
		if m.exact && string(v.Text) == m.value || m.prefix && bytes.HasPrefix(v.Text, []byte(m.value)) {
			return true
		}
	}
	return false
}
