// Package jsonscan is the one scanner of JSON records. It belongs to stage 2 of 6: one pass over a record checks all of it
// and fills the slots of the paths that log families and rules asked for.
//
// It is strict by construction. It accepts exactly the documents that encoding/json/jsontext accepts by default: UTF-8, no
// name twice in an object, sound escapes and surrogate pairs, nothing after the value; and within [Limits], of which only
// the depth is one that an honest record could meet. What is not wanted is checked as closely as what is, so that no two
// readers of a record can disagree about what it says.
//
// The time for a record grows with its length and nothing else, whatever it holds. A [Trie] never changes and may be shared;
// scanning allocates nothing once its scratch memory has grown to the size of the records.
package jsonscan

// Limits bound what a record may be made of, so that hostile ones are refused early. Zero fields mean the default.
type Limits struct {
	Depth  int // objects and arrays inside each other, those in strings included; 128
	Names  int // names in one object; 65,536
	String int // bytes in one string as it is written; 16 MiB
	Number int // bytes in one number; 4,096
	Values int // values that the paths find in one record; 16,384
}

func (l Limits) orDefault() Limits {
	fill := func(n *int, standard int) {
		if *n <= 0 {
			*n = standard
		}
	}
	fill(&l.Depth, 128)
	fill(&l.Names, 1<<16)
	fill(&l.String, 16<<20)
	fill(&l.Number, 4096)
	fill(&l.Values, 1<<14)
	return l
}

// Valid checks a record within the default limits. The error is a [*SyntaxError].
func Valid(record []byte) error {
	c := NewScanner(Limits{})
	return c.scan(record, nil)
}

// EachString calls f with every string value of a record, names not included, unescaped, in the order of the record, until
// f returns false. The text is valid during the call only. The whole record is checked unless f ends it early; the error is
// a [*SyntaxError].
func EachString(record []byte, f func(text []byte) bool) error {
	return NewScanner(Limits{}).EachString(record, f)
}
