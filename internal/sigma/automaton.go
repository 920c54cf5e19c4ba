package sigma

// automaton finds many texts in one pass (Aho and Corasick's), without regard to the case of ASCII letters. Other text has
// to be folded first.
type automaton struct {
	class   [256]uint8 // of a byte, so that a state's row is short
	classes int
	next    []uint32 // by state*classes+class: the next state times classes, with found set when texts end there
	ends    [][]int32
}

// found marks a state in which texts end.
const found = 1 << 31

// newAutomaton builds one for folded texts. Several texts may be the same; none may be empty.
func newAutomaton(texts []string) *automaton {
	a := &automaton{classes: 1}
	for _, t := range texts {
		for i := range len(t) {
			if a.class[t[i]] == 0 {
				a.class[t[i]] = uint8(a.classes) //nolint:gosec // folded texts have fewer than 256 different bytes
				a.classes++
			}
		}
	}
	for c := 'A'; c <= 'Z'; c++ {
		a.class[c] = a.class[c+0x20]
	}
	a.grow(texts)
	a.link()
	return a
}

// none stands for an edge that is not there yet.
const none = ^uint32(0)

// grow makes the tree of texts.
func (a *automaton) grow(texts []string) {
	state := func() uint32 {
		for range a.classes {
			a.next = append(a.next, none)
		}
		a.ends = append(a.ends, nil)
		return uint32(len(a.ends) - 1) //nolint:gosec // bounded by the size of the rules
	}
	state()
	for i, t := range texts {
		at := 0
		for j := range len(t) {
			edge := at*a.classes + int(a.class[t[j]])
			if a.next[edge] == none {
				to := state()
				a.next[edge] = to
			}
			at = int(a.next[edge])
		}
		a.ends[at] = append(a.ends[at], int32(i))
	}
}

// link makes of the tree a machine that never has to go back.
func (a *automaton) link() {
	fail := make([]uint32, len(a.ends))
	queue := []uint32{0}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		if s != 0 {
			a.ends[s] = append(a.ends[s], a.ends[fail[s]]...)
		}
		for c := range a.classes {
			edge := int(s)*a.classes + c
			back := uint32(0)
			if s != 0 {
				back = a.next[int(fail[s])*a.classes+c]
			}
			if to := a.next[edge]; to != none {
				fail[to] = back
				queue = append(queue, to)
				continue
			}
			a.next[edge] = back
		}
	}
	for i, to := range a.next {
		a.next[i] = to * uint32(a.classes) //nolint:gosec // bounded by the size of the rules
		if len(a.ends[to]) > 0 {
			a.next[i] |= found
		}
	}
}

// step goes on from a state by the text's bytes until texts end; it gives the state and what is left of the text. At the
// end of the text it reports false.
func (a *automaton) step(s uint32, text []byte) (uint32, []byte, bool) {
	for i, b := range text {
		s = a.next[s+uint32(a.class[b])]
		if s&found != 0 {
			return s &^ found, text[i+1:], true
		}
	}
	return s, nil, false
}

// at gives the texts that end in a state.
func (a *automaton) at(s uint32) []int32 { return a.ends[int(s)/a.classes] }
