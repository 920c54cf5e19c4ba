package jsonscan

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"tabard.dev/tabard"
)

// Trie is a set of wanted paths. Slot i belongs to path i. It never changes and may be shared between goroutines.
type Trie struct {
	root     *node // nil when nothing is wanted
	limits   Limits
	scanners *sync.Pool
}

// node is a place in a record as far as wanted paths tell places apart.
type node struct {
	slots []int32 // of the paths that end here
	table []edge  // open addressing by hashName; a power of two long, empty when no name leads on
	other *node   // where a name that is not in the table leads, nil for nowhere

	// The same place, seen through an array and through a string that holds JSON. Nil for a string that is not to be entered.
	element, inside *node

	isElement bool // its values stand in an array that is in the slots too
	each      bool // stands for every place: strings go to the function of EachString
}

// edge is one name that leads on from a node. An empty cell leads nowhere.
type edge struct {
	key  nameKey
	name string
	to   *node
}

// mostNodes bounds a trie. Only many paths that each hold several "*" come near it.
const mostNodes = 1 << 17

var errTooMany = errors.New(`the paths need too much memory together; use fewer "*"`)

// Compile makes a trie of paths, as [tabard.Family] describes them, with the default [Limits]. Equal paths get a slot each.
//
// The dots of a path may part names or belong to them: every reading is tried, and a record may use several. A path that
// ends at an array gives the array first and then its elements; for an array in it, that one's elements. A path that goes on beyond
// a string enters it where it holds a JSON object or array, plain or URL-encoded, and strings in that, four
// deep; a string that is not sound JSON is only a string.
func Compile(paths []string) (*Trie, error) { return CompileWithin(paths, Limits{}) }

// CompileWithin is [Compile] with other limits.
func CompileWithin(paths []string, limits Limits) (*Trie, error) {
	limits = limits.orDefault()
	t := &Trie{limits: limits, scanners: &sync.Pool{New: func() any { return NewScanner(limits) }}}
	c := compiler{paths: paths, made: map[string]*node{}}
	var all []place
	for i, path := range paths {
		if path == "" {
			return nil, fmt.Errorf("path %d of %d is empty", i+1, len(paths))
		}
		all = append(all, place{path: i})
	}
	var err error
	if t.root, err = c.node(all); err != nil {
		return nil, err
	}
	return t, nil
}

// place is what is left of a path: all of it from a byte on, or nothing when that is beyond its end.
type place struct{ path, from int }

// compiler turns sets of places into nodes, equal sets into one.
type compiler struct {
	paths []string
	made  map[string]*node
}

// node gives the node for a set of places, which is sorted and holds none twice.
func (c *compiler) node(set []place) (*node, error) {
	if len(set) == 0 {
		return nil, nil //nolint:nilnil // nowhere is the nil node
	}
	var key []byte
	for _, p := range set {
		key = binary.AppendUvarint(binary.AppendUvarint(key, uint64(p.path)), uint64(p.from)) //nolint:gosec // never negative
	}
	if n, ok := c.made[string(key)]; ok {
		return n, nil
	}
	if len(c.made) >= mostNodes {
		return nil, errTooMany
	}
	n := &node{}
	c.made[string(key)] = n

	var other []place
	byName := map[string][]place{}
	for _, p := range set {
		if p.from > len(c.paths[p.path]) {
			n.slots = append(n.slots, int32(p.path)) //nolint:gosec // bounded by the number of paths
			continue
		}
		rest := c.paths[p.path][p.from:]
		if rest == "*" || strings.HasPrefix(rest, "*.") {
			other = append(other, place{p.path, p.from + 2})
			continue
		}
		for end := range names(rest) {
			byName[rest[:end]] = append(byName[rest[:end]], place{p.path, p.from + end + 1})
		}
	}
	return n, c.connect(n, byName, other)
}

// names gives the ends of the names that the rest of a path can start with. A name does not reach over a "*".
func names(rest string) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for at := 0; ; {
			dot := strings.IndexByte(rest[at:], '.')
			if dot < 0 {
				yield(len(rest))
				return
			}
			at += dot
			if !yield(at) {
				return
			}
			at++
			if rest[at:] == "*" || strings.HasPrefix(rest[at:], "*.") {
				return
			}
		}
	}
}

func (c *compiler) connect(n *node, byName map[string][]place, other []place) (err error) {
	if n.other, err = c.node(other); err != nil {
		return err
	}
	if len(byName) > 0 {
		n.table = make([]edge, 1<<bits.Len(uint(3*len(byName))))
	}
	for name, set := range byName {
		set = append(set, other...)
		slices.SortFunc(set, func(a, b place) int {
			if a.path != b.path {
				return a.path - b.path
			}
			return a.from - b.from
		})
		to, err := c.node(slices.Compact(set))
		if err != nil {
			return err
		}
		n.insert(edge{keyed([]byte(name), 0, len(name)), name, to})
	}
	if n.table != nil || n.other != nil {
		n.inside = &node{table: n.table, other: n.other}
		n.inside.element, n.inside.inside = n.inside, n.inside
	}
	n.element = n
	if len(n.slots) > 0 {
		n.element = &node{slots: n.slots, table: n.table, other: n.other, inside: n.inside, isElement: true}
		n.element.element = n.element
	}
	return nil
}

func (n *node) insert(e edge) {
	mask := uint64(len(n.table) - 1) //nolint:gosec // a length
	at := e.key.hash() & mask
	for n.table[at].to != nil {
		at = (at + 1) & mask
	}
	n.table[at] = e
}

// child gives the node that a name leads to, nil for nowhere. The hash is that of the key.
func (n *node) child(hash uint64, key nameKey, name []byte) *node {
	if len(n.table) == 0 {
		return n.other
	}
	mask := uint64(len(n.table) - 1) //nolint:gosec // a length
	for at := hash & mask; ; at = (at + 1) & mask {
		e := &n.table[at]
		if e.to == nil {
			return n.other
		}
		if e.key == key && (key.size <= 16 || e.name == string(name)) {
			return e.to
		}
	}
}

// Scan checks a record and adds the values at the wanted paths to the slots, in the order of the record. It does not reset
// the slots first. After an error, a [*SyntaxError], the slots hold some of the values.
func (t *Trie) Scan(record []byte, s *tabard.Slots) error {
	c := t.scanners.Get().(*Scanner)
	err := c.Scan(t, record, s)
	t.scanners.Put(c)
	return err
}

// Skim is Scan for a first look at a record that is scanned later: what is in objects and arrays that no path leads into is not
// checked. Of a sound record it gives what Scan gives; one that is not may pass.
func (t *Trie) Skim(record []byte, s *tabard.Slots) error {
	c := t.scanners.Get().(*Scanner)
	err := c.Skim(t, record, s)
	t.scanners.Put(c)
	return err
}

// NewScanner makes a scanner with the trie's limits, for a goroutine that scans many records.
func (t *Trie) NewScanner() *Scanner { return NewScanner(t.limits) }
