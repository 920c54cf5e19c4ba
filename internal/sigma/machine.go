package sigma

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"unicode/utf8"
)

// machine says in one pass over ASCII text whether a regular expression matches in it. It is made beforehand, state by state,
// so that matching is a look-up a byte; the standard library's engine follows all ways at once.
type machine struct {
	class  [utf8.RuneSelf]uint8 // bytes that the expression does not tell apart have one class
	stride int                  // classes, and one for the end of the text
	next   []uint16             // by state*stride+class
}

// The states whose outcome does not depend on what follows, and the first one.
const (
	machineLost = iota
	machineWon
	machineStart
)

// Bounds of a machine. An expression that would need more is left to the standard library.
const (
	mostStates = 256
	mostWork   = 1 << 22 // instructions looked at while it is made
)

// newMachine compiles an expression as regexp.Compile understands it; nil where the machine would be too large.
func newMachine(source string) *machine {
	parsed, err := syntax.Parse(source, syntax.Perl)
	if err != nil {
		return nil
	}
	prog, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		return nil
	}
	b := machineBuilder{prog: prog, states: map[string]uint16{}, anchored: prog.StartCond()&syntax.EmptyBeginText != 0, work: mostWork}
	return b.build()
}

// machineBuilder follows the instructions of an expression. A state is the instructions to go on from, and the character
// before as far as it matters.
type machineBuilder struct {
	machine
	prog     *syntax.Prog
	anchored bool   // it matches from the start of the text only
	looks    bool   // it asks for the starts of lines or words
	samples  []rune // a byte of each class
	states   map[string]uint16
	pending  []machineState // by state; those that are not lost or won
	work     int
	seen     []uint32
	mark     uint32
}

type machineState struct {
	at     []uint32
	before rune // -1 at the start of the text
}

func (b *machineBuilder) build() *machine {
	b.seen = make([]uint32, len(b.prog.Inst))
	b.classify()
	b.pending = []machineState{{}, {}, {at: []uint32{uint32(b.prog.Start)}, before: -1}} //nolint:gosec // never negative
	b.next = make([]uint16, machineStart*b.stride)
	for i := range b.stride {
		b.next[machineWon*b.stride+i] = machineWon
	}
	for s := machineStart; s < len(b.pending); s++ {
		for class := range b.stride {
			after := rune(-1)
			if class < len(b.samples) {
				after = b.samples[class]
			}
			to, ok := b.step(b.pending[s], after)
			if !ok {
				return nil
			}
			b.next = append(b.next, to)
		}
	}
	return &b.machine
}

// classify sorts the bytes by what the instructions say to them.
func (b *machineBuilder) classify() {
	for i := range b.prog.Inst {
		if inst := &b.prog.Inst[i]; inst.Op == syntax.InstEmptyWidth {
			b.looks = b.looks || syntax.EmptyOp(inst.Arg)&^(syntax.EmptyBeginText|syntax.EmptyEndText) != 0 //nolint:gosec // a few bits
		}
	}
	classes := map[string]uint8{}
	for c := range rune(utf8.RuneSelf) {
		var said []byte
		for i := range b.prog.Inst {
			if inst := &b.prog.Inst[i]; reads(inst) {
				said = append(said, '0')
				if inst.MatchRune(c) {
					said[len(said)-1] = '1'
				}
			}
		}
		if b.looks {
			said = append(said, byte(syntax.EmptyOpContext(c, 'a')), byte(syntax.EmptyOpContext(c, ' ')))
		}
		class, ok := classes[string(said)]
		if !ok {
			class = uint8(len(b.samples)) //nolint:gosec // at most one a byte
			classes[string(said)], b.samples = class, append(b.samples, c)
		}
		b.class[c] = class
	}
	b.stride = len(b.samples) + 1
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
func (b *machineBuilder) step(s machineState, after rune) (uint16, bool) {
	b.mark++
	to := machineState{before: 'a'}
	if b.looks && after >= 0 {
		to.before = after
	}
	from := s.at
	if !b.anchored && s.before >= 0 {
		from = append(slices.Clip(from), uint32(b.prog.Start)) //nolint:gosec // never negative
	}
	look := syntax.EmptyOpContext(s.before, after)
	for stack := slices.Clone(from); len(stack) > 0; {
		pc := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if b.seen[pc] == b.mark {
			continue
		}
		b.seen[pc] = b.mark
		if b.work--; b.work < 0 {
			return 0, false
		}
		switch inst := &b.prog.Inst[pc]; inst.Op {
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
	if after < 0 || len(to.at) == 0 && b.anchored {
		return machineLost, true
	}
	return b.state(to)
}

// state gives the number of a state, a new one where it was not met before.
func (b *machineBuilder) state(s machineState) (uint16, bool) {
	slices.Sort(s.at)
	s.at = slices.Compact(s.at)
	key := binary.AppendVarint(nil, int64(s.before))
	for _, pc := range s.at {
		key = binary.AppendUvarint(key, uint64(pc))
	}
	at, ok := b.states[string(key)]
	if !ok {
		if len(b.pending) == mostStates {
			return 0, false
		}
		at = uint16(len(b.pending)) //nolint:gosec // bounded by mostStates
		b.states[string(key)], b.pending = at, append(b.pending, s)
	}
	return at, true
}

// match reports whether the expression matches in a text. It is not known of text that is not ASCII.
func (m *machine) match(text []byte) (yes, known bool) {
	s := machineStart
	for _, c := range text {
		if c >= utf8.RuneSelf {
			return false, false
		}
		if s = int(m.next[s*m.stride+int(m.class[c])]); s <= machineWon {
			return s == machineWon, true
		}
	}
	return m.next[s*m.stride+m.stride-1] == machineWon, true
}
