package normalize

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/jsonscan"
)

// Times that a record may carry. Anything else is a broken clock or a wrong field, and would poison what is judged by time.
var (
	earliest = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	latest   = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
)

// futureSlack is how far ahead of its receipt a record may be dated before it is marked [tabard.Event.Future].
const futureSlack = 10 * time.Minute

// ErrUnknownFamily reports a record whose family cannot be told. Callers ask the user to name the source.
var ErrUnknownFamily = errors.New("cannot tell which log family this record is of; name it with --source")

// Item is one decoded record. It is reused: what it holds is valid until it is decoded into again.
type Item struct {
	Event tabard.Event
	Slots *tabard.Slots // as [Set.RuleSlots] numbers them

	set   *Set            // that decoded into it last
	bySet []*tabard.Slots // one for each of its families, made when first needed
}

// Decoder decodes records, for one goroutine.
type Decoder struct {
	set      *Set
	sniffed  *tabard.Slots
	intern   *tabard.Interner
	timing   Item
	whose    []*tabard.Slots // for each family, made when first needed; see whoseSlots
	redactor *Redactor
	refused  Item // that Conceal reads into

	// ahead is the record whose fields Follows has read already, and where they are.
	ahead struct {
		record []byte
		family int
		item   *Item
	}
}

// internedStrings bounds the strings that a decoder remembers; at 256 bytes each that is 16 MiB at the very most.
const internedStrings = 1 << 16

// Decoder makes a decoder that cuts secrets with the redactor.
func (s *Set) Decoder(r *Redactor) *Decoder {
	return &Decoder{
		set:      s,
		sniffed:  tabard.NewSlots(len(s.marks), nil),
		intern:   tabard.NewInterner(internedStrings),
		redactor: r,
	}
}

// Unwrap gives the records in an envelope, or the record itself.
func (d *Decoder) Unwrap(name string, record []byte) [][]byte {
	if i, ok := d.set.byName[name]; ok && d.set.families[i].Unwrap != nil {
		if inside := d.set.families[i].Unwrap(record); len(inside) > 0 {
			return inside
		}
	}
	return [][]byte{record}
}

// Decode reads a record of the named family into the item: strictly, secrets cut out, in Tabard's words. The event's Record
// is the record as it may be stored; it shares memory with the argument where nothing had to be cut. The time of receipt
// tells what is dated in the future. The error says why a record is refused.
func (d *Decoder) Decode(name string, record []byte, received time.Time, item *Item) error {
	i, ok := d.set.byName[name]
	if !ok {
		return &UnknownFamilyError{Name: name, Known: d.set.Names()}
	}
	f := &d.set.families[i]
	slots, err := d.fields(i, record, item)
	if err != nil {
		return err
	}
	clean, err := d.redact(f, record, slots)
	if err != nil {
		return err
	}
	e := &item.Event
	e.Clear()
	e.Family, e.Record = f.Name, clean
	if err := f.Normalize(slots, e); err != nil {
		return err
	}
	return settle(e, received)
}

// fields reads a record's fields into the item, unless Follows has just done so.
func (d *Decoder) fields(family int, record []byte, item *Item) (*tabard.Slots, error) {
	done := d.ahead.item == item && d.ahead.family == family && sameBytes(d.ahead.record, record)
	d.ahead.record, d.ahead.item = nil, nil
	if done {
		return item.Slots, nil
	}
	slots := item.slots(d, family)
	return slots, d.set.families[family].fields(record, slots)
}

// redact cuts the secrets out of a record and reads the fields again where that changed it.
func (d *Decoder) redact(f *family, record []byte, slots *tabard.Slots) ([]byte, error) {
	clean := record
	again := func(cut []byte) error {
		if sameBytes(cut, clean) {
			return nil
		}
		clean = cut
		slots.Reset()
		if err := f.fields(clean, slots); err != nil {
			return fmt.Errorf("after cutting out its secrets: %w", err)
		}
		return nil
	}
	if f.Redact != nil {
		if err := again(f.Redact(clean, d.redactor.Cut)); err != nil {
			return nil, err
		}
	}
	if err := again(d.redactor.cut(f, clean, slots)); err != nil {
		return nil, err
	}
	return clean, nil
}

// sameBytes reports whether two slices are the same memory.
func sameBytes(a, b []byte) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

func (item *Item) slots(d *Decoder, family int) *tabard.Slots {
	if item.set != d.set {
		item.set = d.set
		item.bySet = make([]*tabard.Slots, len(d.set.families))
	}
	if item.bySet[family] == nil {
		item.bySet[family] = tabard.NewSlots(len(d.set.families[family].paths), d.intern)
	}
	item.Slots = item.bySet[family]
	item.Slots.InternWith(d.intern) // another decoder may have filled the item before
	item.Slots.Reset()
	return item.Slots
}

func (f *family) fields(record []byte, slots *tabard.Slots) error {
	if f.plain(record) {
		return f.Fields(record, f.paths, slots)
	}
	return f.trie.Scan(record, slots)
}

// settle checks and completes what a family left.
func settle(e *tabard.Event, received time.Time) error {
	if !e.Time.IsZero() {
		if e.Time.Before(earliest) || e.Time.After(latest) {
			return fmt.Errorf("its time %s is not between 2000 and 2100", e.Time.Format(time.RFC3339))
		}
		e.Time = e.Time.UTC()
		e.Future = e.Time.After(received.Add(futureSlack))
	}
	if e.Outcome == "" {
		e.Outcome = tabard.OutcomeUnknown
	}
	settleActor(&e.Actor, e.Realm)
	for i := range e.Via {
		settleActor(&e.Via[i], e.Realm)
	}
	for i := range e.Changes {
		settleActor(&e.Changes[i].Identity, e.Realm)
	}
	if e.System == "" {
		e.System = e.Realm
	}
	return nil
}

func settleActor(a *tabard.Actor, realm string) {
	if a.Kind == "" {
		a.Kind = tabard.KindUnknown
	}
	if a.Realm == "" {
		a.Realm = realm
	}
	if a.Name == "" {
		a.Name = a.ID
	}
}

// RecordID gives what makes a decoded record unique, as one hash; zero for a record without an id of its own.
func (d *Decoder) RecordID(item *Item) [16]byte {
	f := &d.set.families[d.set.byName[item.Event.Family]]
	parts := append(make([]string, 0, 6), f.Name, item.Event.Realm)
	if len(f.ID) == 0 && item.Event.Event != "" {
		return tabard.Hash128(append(parts, item.Event.Event)...)
	}
	for i := range f.ID {
		id := item.Slots.Bytes(f.id + i)
		if id == nil {
			return [16]byte{}
		}
		parts = append(parts, string(id))
	}
	if len(parts) == 2 {
		return [16]byte{}
	}
	return tabard.Hash128(parts...)
}

// Time gives the event time of a record in µs, 0 when it has none. It is for putting records in order before they are decoded
// for good, which checks them.
func (d *Decoder) Time(name string, record []byte) int64 {
	i, ok := d.set.byName[name]
	if !ok {
		return 0
	}
	f := &d.set.families[i]
	if f.Time != nil && !f.plain(record) {
		slots := d.whoseSlots(i)
		if f.whose.Skim(record, slots) != nil {
			return 0
		}
		return d.timeOf(f, slots)
	}
	slots := d.timing.slots(d, i)
	if f.fields(record, slots) != nil {
		return 0
	}
	return d.timeOf(f, slots)
}

func (d *Decoder) timeOf(f *family, slots *tabard.Slots) int64 {
	if f.Time != nil {
		if at := f.Time(slots); !at.Before(earliest) {
			return at.UnixMicro()
		}
		return 0
	}
	e := &d.timing.Event
	e.Clear()
	if f.Normalize(slots, e) != nil || e.Time.Before(earliest) {
		return 0
	}
	return e.Time.UnixMicro()
}

// WhyUnknown says why the family of a record could not be told: it is not even sound JSON, or it is nobody's.
func (d *Decoder) WhyUnknown(record []byte) error {
	if text := bytes.TrimSpace(record); len(text) > 0 && text[0] == '{' {
		if err := jsonscan.Valid(record); err != nil {
			return err
		}
	}
	return ErrUnknownFamily
}

// Splitter gives the family's own way to take records out of a stream, where it has one.
func (s *Set) Splitter(name string) (func(io.Reader) iter.Seq2[tabard.Piece, error], bool) {
	i, ok := s.byName[name]
	if !ok || s.families[i].Split == nil {
		return nil, false
	}
	return s.families[i].Split, true
}
