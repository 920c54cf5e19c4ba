package sigma

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"unicode/utf8"
)

// machine says in one pass over ASCII text whether a regular expression matches in it. A state is the instructions to go on
// from, and the character before as far as it matters; states are made when a text first leads to them. Matching is then a
// look-up a byte, where the standard library's engine follows all ways at once. It is for one goroutine.
type machine struct {
	class    [utf8.RuneSelf]uint8 // bytes that the expression does not tell apart have one class
	stride   int                  // classes, and one for the end of the text
	next     []uint16             // by state*stride+class
	prog     *syntax.Prog
	anchored bool   // it matches from the start of the text only
	looks    bool   // it asks for the starts of lines or words
	samples  []rune // a byte of each class
	known    map[string]uint16
	states   []machineState // those that are not lost or won
	seen     []uint32       // of each instruction, the mark of the step that has looked at it
	mark     uint32
}

type machineState struct {
	at     []uint32
	before rune // -1 at the start of the text
}

// The states whose outcome does not depend on what follows, the first one, and what stands for one that is not made yet.
const (
	machineLost = iota
	machineWon
	machineStart
	machineUnmade = 1<<16 - 1
)

// mostStates bounds a machine. A text that leads beyond is left to the standard library.
const mostStates = 1 << 11

// newMachine compiles an expression as regexp.Compile understands it.
func newMachine(source string) *machine {
	m := &machine{known: map[string]uint16{}}
	parsed, err := syntax.Parse(source, syntax.Perl)
	if err == nil {
		m.prog, err = syntax.Compile(parsed.Simplify())
	}
	if err != nil { // cannot be: it was compiled before
		m.prog = &syntax.Prog{Inst: []syntax.Inst{{Op: syntax.InstFail}}}
	}
	m.anchored = m.prog.StartCond()&syntax.EmptyBeginText != 0
	m.seen = make([]uint32, len(m.prog.Inst))
	m.classify()
	m.add(machineState{})
	m.add(machineState{})
	m.add(machineState{at: []uint32{uint32(m.prog.Start)}, before: -1}) //nolint:gosec // never negative
	return m
}

// add appends a state.
func (m *machine) add(s machineState) {
	m.states = append(m.states, s)
	for range m.stride {
		m.next = append(m.next, machineUnmade)
	}
}

// extend makes the state that a class of bytes leads to; false when there are too many.
func (m *machine) extend(state, class int) (int, bool) {
	after := rune(-1)
	if class < len(m.samples) {
		after = m.samples[class]
	}
	to, ok := m.step(m.states[state], after)
	if ok {
		m.next[state*m.stride+class] = to
	}
	return int(to), ok
}

// classify sorts the bytes by what the instructions say to them.
func (m *machine) classify() {
	for i := range m.prog.Inst {
		if inst := &m.prog.Inst[i]; inst.Op == syntax.InstEmptyWidth {
			m.looks = m.looks || syntax.EmptyOp(inst.Arg)&^(syntax.EmptyBeginText|syntax.EmptyEndText) != 0 //nolint:gosec // a few bits
		}
	}
	classes := map[string]uint8{}
	for c := range rune(utf8.RuneSelf) {
		var said []byte
		for i := range m.prog.Inst {
			if inst := &m.prog.Inst[i]; reads(inst) {
				said = append(said, '0')
				if inst.MatchRune(c) {
					said[len(said)-1] = '1'
				}
			}
		}
		if m.looks {
			said = append(said, byte(syntax.EmptyOpContext(c, 'a')), byte(syntax.EmptyOpContext(c, ' ')))
		}
		class, ok := classes[string(said)]
		if !ok {
			class = uint8(len(m.samples)) //nolint:gosec // at most one a byte
			classes[string(said)], m.samples = class, append(m.samples, c)
		}
		m.class[c] = class
	}
	m.stride = len(m.samples) + 1
}

// reads reports whether an instruction takes a character.
func reads(inst *syntax.Inst) bool {
	switch inst.Op {
	case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		return true
	default:
		return false
	}
}

// step gives the state after a state and a character, -1 for the end of the text; false when it gets too much.
func (m *machine) step(s machineState, after rune) (uint16, bool) {
	m.mark++
	to := machineState{before: 'a'}
	if m.looks && after >= 0 {
		to.before = after
	}
	from := s.at
	if !m.anchored && s.before >= 0 {
		from = append(slices.Clip(from), uint32(m.prog.Start)) //nolint:gosec // never negative
	}
	look := syntax.EmptyOpContext(s.before, after)
	for stack := slices.Clone(from); len(stack) > 0; {
		pc := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if m.seen[pc] == m.mark {
			continue
		}
		m.seen[pc] = m.mark
		switch inst := &m.prog.Inst[pc]; inst.Op {
		case syntax.InstMatch:
			return machineWon, true
		case syntax.InstAlt, syntax.InstAltMatch:
			stack = append(stack, inst.Out, inst.Arg)
		case syntax.InstCapture, syntax.InstNop:
			stack = append(stack, inst.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(inst.Arg)&^look == 0 { //nolint:gosec // a few bits
				stack = append(stack, inst.Out)
			}
		case syntax.InstFail:
		default:
			if after >= 0 && inst.MatchRune(after) {
				to.at = append(to.at, inst.Out)
			}
		}
	}
	if after < 0 || len(to.at) == 0 && m.anchored {
		return machineLost, true
	}
	return m.state(to)
}

// state gives the number of a state, a new one where it was not met before.
func (m *machine) state(s machineState) (uint16, bool) {
	slices.Sort(s.at)
	s.at = slices.Compact(s.at)
	key := binary.AppendVarint(nil, int64(s.before))
	for _, pc := range s.at {
		key = binary.AppendUvarint(key, uint64(pc))
	}
	at, ok := m.known[string(key)]
	if !ok {
		if len(m.states) == mostStates {
			return 0, false
		}
		at = uint16(len(m.states)) //nolint:gosec // bounded by mostStates
		m.known[string(key)] = at
		m.add(s)
	}
	return at, true
}

// match reports whether the expression matches in a text. It is not known of text that is not ASCII, or needs too much.
func (m *machine) match(text []byte) (yes, known bool) {
	s := machineStart
	for i := 0; i <= len(text); i++ {
		class := m.stride - 1
		if i < len(text) {
			if text[i] >= utf8.RuneSelf {
				return false, false
			}
			class = int(m.class[text[i]])
		}
		to := int(m.next[s*m.stride+class])
		if to == machineUnmade {
			ok := false
			if to, ok = m.extend(s, class); !ok {
				return false, false
			}
		}
		if s = to; s <= machineWon {
			return s == machineWon, true
		}
	}
	return false, true
}
