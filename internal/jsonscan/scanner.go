package jsonscan

import (
	"hash/maphash"
	"math"

	"tabard.dev/tabard"
)

// Scanner is the scratch memory of a scan, for one goroutine.
type Scanner struct {
	limits Limits
	doc    []byte // what is being scanned: the record, or the content of a string in it
	nested int    // how many strings in each other doc is the content of
	slots  *tabard.Slots
	each   func(text []byte) bool
	ended  bool // each returned false
	skims  bool // what is not wanted is passed over unchecked
	failed failure

	names      nameStack
	text       []byte // the string that each gets
	everywhere node   // the whole record for EachString
}

// NewScanner makes a scanner.
func NewScanner(limits Limits) *Scanner {
	c := &Scanner{limits: limits.orDefault(), names: nameStack{seed: maphash.MakeSeed()}}
	c.everywhere = node{each: true, other: &c.everywhere, element: &c.everywhere}
	return c
}

// Scan is [Trie.Scan] with this scratch memory and this scanner's limits.
func (c *Scanner) Scan(t *Trie, record []byte, s *tabard.Slots) error {
	c.slots = s
	err := c.scan(record, t.root)
	c.slots = nil
	return err
}

// Skim is [Trie.Skim] with this scratch memory and this scanner's limits.
func (c *Scanner) Skim(t *Trie, record []byte, s *tabard.Slots) error {
	c.skims = true
	err := c.Scan(t, record, s)
	c.skims = false
	return err
}

// EachString is the function [EachString] with this scratch memory.
func (c *Scanner) EachString(record []byte, f func(text []byte) bool) error {
	c.each, c.ended = f, false
	err := c.scan(record, &c.everywhere)
	c.each = nil
	if c.ended {
		return nil
	}
	return err
}

// scan checks a whole record.
func (c *Scanner) scan(record []byte, n *node) error {
	if len(record) > math.MaxInt32 {
		return &SyntaxError{Why: "a record of more than 2 GiB"}
	}
	c.doc, c.nested = record, 0
	c.names.reset()
	var err error
	if c.document(n) < 0 {
		err = c.failed.in(record)
	}
	c.doc = nil
	return err
}

// document scans all of doc. Like all methods below it gives the offset after what it read, or -1 after an error.
func (c *Scanner) document(n *node) int {
	end := c.value(skip(c.doc, 0), n, 0)
	if end < 0 {
		return end
	}
	if end = skip(c.doc, end); end != len(c.doc) {
		return c.fail(end, "something follows the value")
	}
	return end
}

// skip gives the offset of the first byte from i on that is not white space. Most records have none.
func skip(doc []byte, i int) int {
	if i < len(doc) && doc[i] <= ' ' {
		return skipAll(doc, i)
	}
	return i
}

func skipAll(doc []byte, i int) int {
	for i < len(doc) && (doc[i] == ' ' || doc[i] == '\n' || doc[i] == '\r' || doc[i] == '\t') {
		i++
	}
	return i
}

// value scans the value that starts at i.
func (c *Scanner) value(i int, n *node, depth int) int {
	if i >= len(c.doc) {
		return c.unexpected(i, "a value")
	}
	switch c.doc[i] {
	case '"':
		end, escaped := c.str(i + 1)
		if end < 0 {
			return -1
		}
		if n != nil && !c.foundString(n, i, end, escaped, depth) {
			return -1
		}
		return end + 1
	case '{':
		return c.container(i, n, depth, tabard.ObjectValue)
	case '[':
		return c.container(i, n, depth, tabard.ArrayValue)
	case 't':
		return c.literal(i, "true", tabard.TrueValue, n)
	case 'f':
		return c.literal(i, "false", tabard.FalseValue, n)
	case 'n':
		return c.literal(i, "null", tabard.NullValue, n)
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		end := c.number(i)
		if end >= 0 && n != nil {
			c.found(n, tabard.NumberValue, i, end)
		}
		return end
	}
	return c.unexpected(i, "a value")
}

// container scans the object or array at i.
func (c *Scanner) container(i int, n *node, depth int, kind tabard.ValueKind) int {
	if n == nil && c.skims {
		return c.pass(i)
	}
	if depth >= c.limits.Depth {
		return c.tooMuch(i, "nested deeper than %d", c.limits.Depth)
	}
	first, wanted := 0, n != nil && len(n.slots) > 0 && (kind == tabard.ObjectValue || !n.isElement)
	if wanted {
		first = c.open(n, kind)
	}
	var end int
	if kind == tabard.ObjectValue {
		end = c.object(i+1, n, depth+1)
	} else {
		end = c.array(i+1, n, depth+1)
	}
	if end >= 0 && wanted {
		c.complete(n, first, i, end)
	}
	return end
}

// pass goes over the container at i by its brackets and strings alone.
func (c *Scanner) pass(i int) int {
	for depth := 0; i < len(c.doc); i++ {
		switch c.doc[i] {
		case '"':
			if i, _ = c.str(i + 1); i < 0 {
				return -1
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return c.unexpected(i, `"]" or "}"`)
}

// array scans an array from behind its bracket. A path through it means any element, so these stand at its own place.
func (c *Scanner) array(i int, n *node, depth int) int {
	doc := c.doc
	if i = skip(doc, i); i < len(doc) && doc[i] == ']' {
		return i + 1
	}
	if n != nil {
		n = n.element
	}
	for {
		if i = c.value(skip(doc, i), n, depth); i < 0 {
			return -1
		}
		if n != nil && !n.each && c.slots.Found() > c.limits.Values {
			return c.tooMuch(i, "more than %d values at the fields that are read", c.limits.Values)
		}
		i = skip(doc, i)
		if i >= len(doc) || doc[i] != ',' {
			break
		}
		i++
	}
	if i >= len(doc) || doc[i] != ']' {
		return c.unexpected(i, `"," or "]"`)
	}
	return i + 1
}

// object scans an object from behind its brace.
func (c *Scanner) object(i int, n *node, depth int) int {
	doc := c.doc
	if i = skip(doc, i); i < len(doc) && doc[i] == '}' {
		return i + 1
	}
	var set nameSet
	c.names.open(&set)
	for {
		if i = skip(doc, i); i >= len(doc) || doc[i] != '"' {
			return c.unexpected(i, "a name")
		}
		end, escaped := c.str(i + 1)
		if end < 0 {
			return -1
		}
		child, ok := c.name(&set, n, i+1, end, escaped)
		if !ok {
			return -1
		}
		if i = skip(doc, end+1); i >= len(doc) || doc[i] != ':' {
			return c.unexpected(i, `":"`)
		}
		if i = c.value(skip(doc, i+1), child, depth); i < 0 {
			return -1
		}
		i = skip(doc, i)
		if i >= len(doc) || doc[i] != ',' {
			break
		}
		i++
	}
	if i >= len(doc) || doc[i] != '}' {
		return c.unexpected(i, `"," or "}"`)
	}
	c.names.close(&set)
	return i + 1
}

// name takes the name between start and end into the set of its object and gives the node that it leads to.
func (c *Scanner) name(set *nameSet, n *node, start, end int, escaped bool) (child *node, ok bool) {
	at, quoted := start-1, end-start+2
	from, seen := c.doc, seenName{start: int32(start), end: int32(end)} //nolint:gosec // the record is shorter than 2 GiB
	if escaped {
		start, end = c.names.unescape(from[start:end])
		from, seen = c.names.plain, seenName{start: ^int32(start), end: int32(end)} //nolint:gosec // no longer than the record
	}
	key := keyed(from, start, end)
	seen.hash = key.hash()
	if !c.names.add(set, c.doc, seen) {
		c.failed = failure{offset: at, why: "the name %q stands twice in an object", name: quoted}
		return nil, false
	}
	if len(c.names.list)-set.first > c.limits.Names {
		c.tooMuch(at, "more than %d names in an object", c.limits.Names)
		return nil, false
	}
	if n != nil {
		child = n.child(seen.hash, key, from[start:end])
	}
	return child, true
}
