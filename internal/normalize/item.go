package normalize

import "time"

// Size is about how many bytes the item takes, without the text of its record.
func (item *Item) Size() int {
	const event = 1 << 10
	if item.Slots == nil {
		return event
	}
	return event + item.Slots.Size()
}

// Receive says when the record was received, if that is another time than it was decoded with. The item may be used by another
// goroutine than the one whose decoder filled it from then on.
func (item *Item) Receive(at time.Time) {
	item.Event.Future = item.Event.Time.After(at.Add(futureSlack))
	item.Slots.InternWith(nil)
}

// Filled reports whether the item was filled by a decoder of the same set, whose slots mean the same.
func (d *Decoder) Filled(item *Item) bool { return item.set == d.set }
