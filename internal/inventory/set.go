package inventory

import "slices"

// seen is what an identity or a credential was seen with, such as networks. Most have one or two, so those are kept in
// place; the few with more have a list on the side.
type seen struct{ first, second ref }

// sets holds the lists of those with more than two, each bounded. An owner of a full list gets no more facts: what roams
// everywhere is not told apart by where it is.
type sets struct {
	most int
	more map[uint32][]ref // the third and later, in the order they were seen
}

func newSets(most int) *sets { return &sets{most: most, more: map[uint32][]ref{}} }

// add adds r to the set of the owner. It reports whether that is new, and what was there last before.
func (s *sets) add(owner uint32, at *seen, r ref) (added bool, before ref) {
	switch {
	case r == 0 || r == at.first || r == at.second:
		return false, 0
	case at.first == 0:
		at.first = r
		return true, 0
	case at.second == 0:
		at.second = r
		return true, at.first
	}
	list := s.more[owner]
	if len(list)+2 >= s.most || slices.Contains(list, r) {
		return false, 0
	}
	before = at.second
	if len(list) > 0 {
		before = list[len(list)-1]
	}
	s.more[owner] = append(list, r)
	return true, before
}

// list gives the set in the order it was seen.
func (s *sets) list(owner uint32, at seen) []ref {
	var all []ref
	for _, r := range []ref{at.first, at.second} {
		if r != 0 {
			all = append(all, r)
		}
	}
	return append(all, s.more[owner]...)
}
