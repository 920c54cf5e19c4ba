package tabard

import (
	"hash/maphash"
	"iter"
	"slices"
	"strconv"
	"time"
	"unsafe"
)

// ValueKind is the JSON kind of a [Value].
type ValueKind uint8

// The kinds of value.
const (
	NoValue ValueKind = iota
	StringValue
	NumberValue
	TrueValue
	FalseValue
	NullValue
	ObjectValue
	ArrayValue
)

// Value is one value that was found at a wanted path.
type Value struct {
	Kind ValueKind
	// Element marks an element of an array that stands before it in the same slot, or of an array in that; it is no array
	// itself. It is for those who read the array whole.
	Element bool

	next int32 // 1 + index of the slot's next value

	// Text is the unescaped content of a string, or the literal text of anything else. It is valid until the slots are reset.
	Text []byte
	// Start and End bound the value's literal in the record, quotes included. Both are 0 where the value has no place of
	// its own there, as inside a string that holds JSON.
	Start, End int
}

// Slots holds the values that one pass over a record found at the wanted paths. Slot i belongs to path i. A path through an
// array means any element, so a slot can hold several values, in the order of the record. A path that ends at an array gives
// the array and then its elements.
type Slots struct {
	slots   []slot
	filled  []int32
	values  []Value
	scratch []byte
	long    []Span
	intern  *Interner
}

// Span is a half-open range of bytes of a record.
type Span struct{ Start, End int }

// LongText is the length in bytes from which texts are noted as long: no token with a mark of its issuer is shorter.
const LongText = 22

// slot is the list of a slot's values: 1 + index into values, 0 for none.
type slot struct{ first, last int32 }

// NewSlots makes room for n paths. Strings are interned by in, which may be nil.
func NewSlots(n int, in *Interner) *Slots {
	return &Slots{slots: make([]slot, n), intern: in}
}

// Len is the number of slots.
func (s *Slots) Len() int { return len(s.slots) }

// Found is how many values there are in all slots.
func (s *Slots) Found() int { return len(s.values) }

// Size is how many bytes the slots take, without texts that lie elsewhere.
func (s *Slots) Size() int {
	return cap(s.slots)*int(unsafe.Sizeof(slot{})) + cap(s.values)*int(unsafe.Sizeof(Value{})) + cap(s.scratch) + 4*cap(s.filled)
}

// InternWith makes the slots intern their strings with in from now on, so that slots can pass from one goroutine to another.
func (s *Slots) InternWith(in *Interner) { s.intern = in }

// Reset empties all slots. Values handed out before are no longer valid.
func (s *Slots) Reset() {
	for _, i := range s.filled {
		s.slots[i] = slot{}
	}
	s.filled, s.values, s.scratch, s.long = s.filled[:0], s.values[:0], s.scratch[:0], s.long[:0]
	if cap(s.values) > keptValues {
		s.values = nil
	}
	if cap(s.scratch) > keptScratch {
		s.scratch = nil
	}
	if cap(s.long) > keptValues {
		s.long = nil
	}
}

// What slots keep for the next record. Few records need more, and a hostile one must not pin 25 times its size for good.
const (
	keptValues  = 1 << 12
	keptScratch = 1 << 17
)

// Add appends a value to a slot and gives its place for [Slots.Complete]. The text must live until the next reset.
func (s *Slots) Add(slot int, v Value) int {
	added := s.New(slot)
	*added = v
	added.next = 0
	return len(s.values) - 1
}

// New appends a value to a slot for the caller to fill in, every field of it, before the next is added. It spares the hot
// path a copy.
func (s *Slots) New(slot int) *Value {
	n := len(s.values)
	if n == cap(s.values) {
		s.values = slices.Grow(s.values, max(64, n))
	}
	s.values = s.values[:n+1]
	list, at := &s.slots[slot], int32(n+1) //nolint:gosec // bounded by the record size
	if list.first == 0 {
		list.first = at
		s.filled = append(s.filled, int32(slot)) //nolint:gosec // bounded by the number of paths
	} else {
		s.values[list.last-1].next = at
	}
	list.last = at
	v := &s.values[n]
	v.next = 0
	return v
}

// Complete gives a value that was added when its end was not known, such as an array before its elements, its text.
func (s *Slots) Complete(at int, text []byte, start, end int) {
	v := &s.values[at]
	v.Text, v.Start, v.End = text, start, end
}

// Scratch gives n bytes that live until the next reset, for text that has to be unescaped.
func (s *Slots) Scratch(n int) []byte {
	if cap(s.scratch)-len(s.scratch) < n {
		s.scratch = make([]byte, 0, max(2*cap(s.scratch), n, 1024)) // values handed out keep the old block alive
	}
	at := len(s.scratch)
	s.scratch = s.scratch[:at+n]
	return s.scratch[at : at+n : at+n]
}

// NoteLong notes a string of the record, a value or a name, that is long, by where it lies between its quotes.
func (s *Slots) NoteLong(start, end int) { s.long = append(s.long, Span{start, end}) }

// Long gives the strings of a JSON record that are long, in the order of the record.
func (s *Slots) Long() []Span { return s.long }

// First gives the first value of a slot; its kind is [NoValue] when there is none.
func (s *Slots) First(slot int) Value {
	if at := s.slots[slot].first; at != 0 {
		return s.values[at-1]
	}
	return Value{}
}

// Has reports whether the record has the path, null included.
func (s *Slots) Has(slot int) bool { return s.slots[slot].first != 0 }

// Between gives the slots from one on, up to another, that the record has, in the order in which it has them.
func (s *Slots) Between(from, to int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, slot := range s.filled {
			if from <= int(slot) && int(slot) < to && !yield(int(slot)) {
				return
			}
		}
	}
}

// All gives the values of a slot in the order of the record.
func (s *Slots) All(slot int) iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for at := s.slots[slot].first; at != 0; at = s.values[at-1].next {
			if !yield(s.values[at-1]) {
				return
			}
		}
	}
}

// Next gives the value after v in its slot, for loops that must not allocate.
func (s *Slots) Next(v Value) (Value, bool) {
	if v.next == 0 {
		return Value{}, false
	}
	return s.values[v.next-1], true
}

// Bytes gives the text of a slot's first string or number, nil for anything else. It is valid until the reset.
func (s *Slots) Bytes(slot int) []byte {
	if v := s.First(slot); v.Kind == StringValue || v.Kind == NumberValue {
		return v.Text
	}
	return nil
}

// FirstText gives the text of a slot's first string or number that is not empty, nil where there is none. It is valid until
// the reset.
func (s *Slots) FirstText(slot int) []byte {
	for at := s.slots[slot].first; at != 0; {
		v := &s.values[at-1]
		if (v.Kind == StringValue || v.Kind == NumberValue) && len(v.Text) > 0 {
			return v.Text
		}
		at = v.next
	}
	return nil
}

// String gives the text of a slot's first string or number, "" for anything else. The string outlives the slots.
func (s *Slots) String(slot int) string { return s.Intern(s.Bytes(slot)) }

// Strings gives the texts of all strings and numbers in a slot.
func (s *Slots) Strings(slot int) []string {
	var all []string
	for v := range s.All(slot) {
		if v.Kind == StringValue || v.Kind == NumberValue {
			all = append(all, s.Intern(v.Text))
		}
	}
	return all
}

// Bool gives a slot's first value as a truth value: true, false, "true", "false" and nothing else.
func (s *Slots) Bool(slot int) (value, ok bool) {
	switch v := s.First(slot); {
	case v.Kind == TrueValue, v.Kind == StringValue && string(v.Text) == "true":
		return true, true
	case v.Kind == FalseValue, v.Kind == StringValue && string(v.Text) == "false":
		return false, true
	}
	return false, false
}

// Int gives a slot's first value as an integer, also from a string of digits.
func (s *Slots) Int(slot int) (int64, bool) {
	n, err := strconv.ParseInt(unsafeString(s.Bytes(slot)), 10, 64)
	return n, err == nil
}

// Time gives a slot's first value as a time; see [ParseTime]. An absent, null or empty value is the zero time.
func (s *Slots) Time(slot int) (time.Time, error) {
	text := s.Bytes(slot)
	if len(text) == 0 {
		return time.Time{}, nil
	}
	return ParseTime(text)
}

// Intern gives b as a string, the same one for the same bytes where the slots have an interner.
func (s *Slots) Intern(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	return s.intern.String(b)
}

// unsafeString views b as a string for a call that does not keep it.
func unsafeString(b []byte) string {
	return unsafe.String(unsafe.SliceData(b), len(b)) //nolint:gosec // no caller keeps or changes it
}

// Interner turns bytes into strings and gives the same string for the same bytes, so that the names that every record
// repeats cost no allocation. Of the strings that fall on one place it keeps the newest two. It is for one goroutine; nil is
// one that keeps nothing.
type Interner struct {
	seed   maphash.Seed
	places [][2]string // by hash; a power of two long
	kept   int
	most   int
}

// longestInterned is the length above which texts are too rarely the same to be kept.
const longestInterned = 256

// NewInterner makes one that keeps at most so many strings, but always a few hundred.
func NewInterner(most int) *Interner {
	return &Interner{seed: maphash.MakeSeed(), places: make([][2]string, 1<<8), most: most}
}

// String gives b as a string.
func (in *Interner) String(b []byte) string {
	if in == nil || len(b) > longestInterned {
		return string(b)
	}
	at := in.place(maphash.Bytes(in.seed, b))
	if at[0] == string(b) {
		return at[0]
	}
	if at[1] == string(b) {
		return at[1]
	}
	s := string(b)
	in.put(at, s)
	if 2*in.kept > len(in.places) && 4*len(in.places) <= in.most {
		in.grow()
	}
	return s
}

func (in *Interner) place(hash uint64) *[2]string {
	return &in.places[hash&uint64(len(in.places)-1)] //nolint:gosec // a length
}

func (in *Interner) put(at *[2]string, s string) {
	if at[1] == "" {
		in.kept++
	}
	at[0], at[1] = s, at[0]
}

func (in *Interner) grow() {
	before := in.places
	in.places, in.kept = make([][2]string, 2*len(before)), 0
	for _, pair := range before {
		for _, s := range [...]string{pair[1], pair[0]} {
			if s != "" {
				in.put(in.place(maphash.String(in.seed, s)), s)
			}
		}
	}
}
